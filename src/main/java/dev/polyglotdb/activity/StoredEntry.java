package dev.polyglotdb.activity;

/**
 * An entry as Cassandra has it.
 *
 * @param writtenAt Cassandra's time of its last write, in microseconds
 */
public record StoredEntry(TimelineEntry entry, long writtenAt) {}
