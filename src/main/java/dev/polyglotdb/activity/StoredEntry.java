package dev.polyglotdb.activity;

/**
 * An entry as Cassandra stores it.
 *
 * @param writtenAt Cassandra's timestamp of the last write, in microseconds
 */
public record StoredEntry(TimelineEntry entry, long writtenAt) {}
