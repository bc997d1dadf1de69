package dev.polyglotdb.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Whoever looks for traces in Redis sees each key with what it holds. */
@ShopTest
@SideBySide
class RedisContentsTests {

    private static final String TEXT = "what is looked for";

    private final StringRedisTemplate redis;
    private final String prefix = Shop.unique("contents") + ":";

    RedisContentsTests(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @AfterEach
    void leaveNothing() {
        redis.delete(own().keySet());
    }

    @Test
    void aTextIsSeenInEveryKindOfValue() {
        redis.opsForValue().set(prefix + "string", TEXT);
        redis.opsForZSet().add(prefix + "sorted", TEXT, 1);
        redis.opsForHash().put(prefix + "hash", "field", TEXT);
        redis.opsForHash().put(prefix + "fields", TEXT, "value");
        redis.opsForSet().add(prefix + "set", TEXT);
        redis.opsForList().leftPush(prefix + "list", TEXT);

        assertThat(own())
                .hasSize(6)
                .allSatisfy((key, value) -> assertThat(value).contains(TEXT));
    }

    @Test
    void moreKeysThanAreReadAtOnceHaveTheirOwnValues() {
        var values = IntStream.range(0, 500)
                .boxed()
                .collect(Collectors.toMap(number -> prefix + number, number -> TEXT + " " + number));
        redis.opsForValue().multiSet(values);

        assertThat(own()).isEqualTo(values);
    }

    /** Returns what is seen of the keys of this test. */
    private Map<String, String> own() {
        var own = new HashMap<String, String>();
        new RedisContents(redis).forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                own.put(key, value);
            }
        });
        return own;
    }
}
