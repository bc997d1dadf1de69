package dev.polyglotdb.activity;

/**
 * An entry as Cassandra stores it.
 *
 * @param partition the fingerprint of the partition that it is in
 * @param writtenAt Cassandra's timestamp of the last write, in microseconds
 */
public record StoredEntry(TimelineEntry entry, long partition, long writtenAt) {}
