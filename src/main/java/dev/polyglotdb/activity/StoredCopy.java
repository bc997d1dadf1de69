package dev.polyglotdb.activity;

/** An entry as it is stored in one of its buckets. */
public record StoredCopy(StoredEntry stored, TimeBucket bucket) {}
