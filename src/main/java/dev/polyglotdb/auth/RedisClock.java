package dev.polyglotdb.auth;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * The clock of Redis, by which sessions begin and end. Those of the instances may differ, and a session ends at one
 * time on all of them. Redis is asked once in {@value #FRESH_SECONDS} s; until the next time, the monotonic clock of
 * the process goes on from there.
 */
@Component
@UsesStore(Store.REDIS)
class RedisClock {

    static final int FRESH_SECONDS = 10;

    private static final long FRESH = Duration.ofSeconds(FRESH_SECONDS).toNanos();

    /**
     * A script, because it runs on the server that has its key. Spring's own command asks any server of a cluster, also
     * one that is away.
     */
    private static final RedisScript<Long> MILLIS = RedisScript.of("""
            local time = redis.call('TIME')
            return time[1] * 1000 + math.floor(time[2] / 1000)""", Long.class);

    /** A time that Redis told, and the {@link System#nanoTime} at which it did. */
    record Reading(Instant at, long nanos, LongSupplier nanoTime) {

        /** Returns the time of Redis now, without asking it. */
        Instant now() {
            return at.plusMillis(TimeUnit.NANOSECONDS.toMillis(age()));
        }

        private long age() {
            return nanoTime.getAsLong() - nanos;
        }
    }

    private final StringRedisTemplate redis;
    private final LongSupplier nanoTime;
    private volatile @Nullable Reading reading;

    @Autowired
    RedisClock(StringRedisTemplate redis) {
        this(redis, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    RedisClock(StringRedisTemplate redis, LongSupplier nanoTime) {
        this.redis = redis;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns a reading that is fresh.
     *
     * @param key what the caller needs of Redis. The server that has it is asked
     */
    Reading read(String key) {
        var known = reading;
        if (known == null || known.age() > FRESH) {
            var millis = redis.execute(MILLIS, List.of(key));
            known = new Reading(Instant.ofEpochMilli(Objects.requireNonNull(millis)), nanoTime.getAsLong(), nanoTime);
            reading = known;
        }
        return known;
    }
}
