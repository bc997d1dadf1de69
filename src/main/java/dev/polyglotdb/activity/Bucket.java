package dev.polyglotdb.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * The part of a timeline that is one partition: a day, of which each minute belongs to one of a number of shards. By the minute
 * and not by the event's id, because what happens together is then written and read together: a busy day is split all the
 * same, a quiet one is hardly torn apart, and as events of the same time share a shard, shards are merged by time alone.
 */
record Bucket(LocalDate day, byte shard) {

    /** 2^64 divided by the golden ratio (Fibonacci hashing): spreads also times that are all whole hours. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    static Bucket of(Instant time, int shards) {
        var hash = (TimeUnit.MILLISECONDS.toMinutes(time.toEpochMilli()) * SPREAD) >>> 32;
        return new Bucket(LocalDate.ofInstant(time, ZoneOffset.UTC), (byte) (hash % shards));
    }
}
