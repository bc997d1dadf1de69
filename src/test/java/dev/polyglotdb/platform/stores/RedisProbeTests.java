package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.RedisGroup;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

/** Connections that are still open and lead to a server that can't write, mostly since it is the master no more. */
class RedisProbeTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void aMasterWithoutPowerIsLeftForTheOneThatTheSentinelsChoose() {
        try (var redis = RedisGroup.withSentinels();
                var application = new RedisAlone(
                        "spring.data.redis.sentinel.master=" + RedisGroup.MASTER,
                        "spring.data.redis.sentinel.nodes=" + redis.addresses(3, 6))) {
            // The confirmation has to find out for itself.
            var probe = new RedisProbe(application.connections(), () -> {});
            awaitDone(probe::run);
            awaitDone(() -> assertConfirmed(application));

            redis.pause(0);

            awaitDone(probe::run);
            awaitDone(() -> application.values().set("session", "new"));
            awaitDone(() -> assertConfirmed(application));
        }
    }

    @Test
    void aDemotedMasterIsLeftWhenItsNameLeadsToTheNextOne() {
        try (var redis = RedisGroup.apart();
                var application = new RedisAlone("spring.data.redis.port=" + redis.port(0))) {
            var confirmation = application.confirmation();
            var probe = new RedisProbe(application.connections(), confirmation::giveUpConnection);
            awaitDone(probe::run);
            confirmation.ofDeleted(List.of("session"));
            redis.on(0, server -> server.replicaof("127.0.0.1", redis.port(1)));

            assertThatException().isThrownBy(probe::run).withMessageContaining("replica");
            application.move(redis.port(1));

            awaitDone(probe::run);
            awaitDone(() -> application.values().set("session", "new"));
            awaitDone(() -> assertConfirmed(application));
            assertThat(redis.<String>on(1, server -> server.get("session"))).isEqualTo("new");
        }
    }

    @Test
    void aFurtherRedisIsWatchedInTheSameWay() {
        try (var redis = RedisGroup.apart();
                var application = new RedisAlone("spring.data.redis.port=" + redis.port(0));
                var watch = new RedisWatch(application.connections())) {
            awaitDone(() -> application.values().set("copy", "old"));
            redis.on(0, server -> server.replicaof("127.0.0.1", redis.port(1)));
            application.move(redis.port(1));

            awaitDone(() -> application.values().set("copy", "new"));
            assertThat(redis.<String>on(1, server -> server.get("copy"))).isEqualTo("new");
        }
    }

    /** It says that it is the master, but refuses to write. */
    @Test
    void aMasterThatCannotSaveItsDataIsDown() throws IOException {
        try (var redis = RedisGroup.alone();
                var application = new RedisAlone("spring.data.redis.port=" + redis.port(0))) {
            var probe = new RedisProbe(application.connections(), () -> {});
            awaitDone(probe::run);

            var folder = redis.<Map<String, String>>on(0, server -> server.configGet("dir"));
            Files.createDirectory(Path.of(folder.values().iterator().next(), "taken"));
            redis.<String>on(0, server -> server.configSet("save", "900 1"));
            redis.<String>on(0, server -> server.configSet("dbfilename", "taken"));
            redis.<String>on(0, RedisCommands::bgsave);

            awaitDone(() -> assertThatException().isThrownBy(probe::run).withMessageContaining("MISCONF"));
        }
    }

    private static void assertConfirmed(RedisAlone application) {
        var before = application.unconfirmed();
        application.confirmation().ofDeleted(List.of("ended"));
        assertThat(application.unconfirmed()).isEqualTo(before);
    }

    private static void awaitDone(ThrowingRunnable done) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(done);
    }
}
