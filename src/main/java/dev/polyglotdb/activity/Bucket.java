package dev.polyglotdb.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The part of a timeline that is one partition: a day, split into shards by a hash of the time. By the time and not by the event's
 * id, so that events of the same millisecond share a shard: shards can then be merged by time alone, and a batch of events that
 * happened "now" is one partition's write.
 */
record Bucket(LocalDate day, byte shard) {

    /** 2^64 divided by the golden ratio (Fibonacci hashing): spreads also times that are all whole seconds or minutes. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    static Bucket of(Instant time, int shards) {
        var hash = (time.toEpochMilli() * SPREAD) >>> 32;
        return new Bucket(LocalDate.ofInstant(time, ZoneOffset.UTC), (byte) (hash % shards));
    }
}
