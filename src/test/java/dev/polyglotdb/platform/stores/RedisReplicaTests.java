package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.RedisGroup;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replica lags behind its master. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisReplicaTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RedisGroup redis = RedisGroup.apart();

    /** The replica has an old value for good, because it takes writes of its own. */
    @BeforeAll
    void letTheReplicaLag() {
        redis.on(1, server -> server.replicaof("127.0.0.1", redis.port(0)));
        await().atMost(PATIENCE).until(() -> redis.says(0, "replication", "state=online"));
        redis.on(0, server -> server.set("copy", "new"));
        await().atMost(PATIENCE).until(() -> redis.<String>on(1, server -> server.get("copy")) != null);
        redis.on(1, server -> server.configSet("replica-read-only", "no"));
        redis.on(1, server -> server.set("copy", "old"));
    }

    @AfterAll
    void close() {
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"replica", "replica-preferred", "any-replica"})
    void isNotReadWhateverTheSettingSays(String readFrom) {
        try (var application = new RedisAlone(
                "spring.data.redis.port=" + redis.port(0), "spring.data.redis.lettuce.read-from=" + readFrom)) {
            var read = await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> application.values().get("copy"), Objects::nonNull);

            assertThat(read).isEqualTo("new");
        }
    }

    @Test
    void isNotLookedForWithoutTheSetting() {
        try (var application = new RedisAlone("spring.data.redis.port=" + redis.port(0))) {
            assertThat(application.connections().getClientConfiguration().getReadFrom())
                    .isEmpty();
        }
    }
}
