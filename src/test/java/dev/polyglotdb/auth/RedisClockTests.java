package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

@ShopTest
class RedisClockTests {

    private final StringRedisTemplate redis;

    RedisClockTests(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Test
    void itIsTheClockOfRedisAndGoesOnByItself() {
        var time = new AtomicLong(Long.MAX_VALUE - 5);
        var clock = new RedisClock(redis, time::get);
        var before = redisMillis();
        var reading = clock.read("key");

        assertThat(reading.now().toEpochMilli()).isBetween(before, redisMillis());

        var first = reading.now();
        time.addAndGet(Duration.ofSeconds(7).toNanos());
        assertThat(reading.now()).isEqualTo(first.plusSeconds(7));
        assertThat(clock.read("key")).isSameAs(reading);

        time.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(clock.read("key")).isNotSameAs(reading);
        assertThat(clock.read("key").now().toEpochMilli()).isBetween(before, redisMillis());
    }

    private long redisMillis() {
        return Objects.requireNonNull(redis.execute(
                (RedisCallback<Long>) connection -> connection.serverCommands().time(TimeUnit.MILLISECONDS)));
    }
}
