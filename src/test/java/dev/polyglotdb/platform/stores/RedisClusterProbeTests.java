package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.RedisGroup;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.springframework.core.NestedExceptionUtils;

class RedisClusterProbeTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String FULL_COVERAGE = "cluster-require-full-coverage";

    @Test
    void aClusterIsDownWhileOneOfItsMastersServesNobodyAndItsCommandsAreRefusedAtOnce() {
        try (var redis = RedisGroup.cluster();
                var application = new RedisAlone("spring.data.redis.cluster.nodes=" + redis.addresses(0, 6))) {
            var probe = new RedisProbe(application.connections(), () -> {});
            awaitDone(probe::run);
            awaitDone(() -> application.values().set(ofFirstMaster(), "value"));

            redis.on(0, server -> server.configSet(FULL_COVERAGE, "yes"));
            redis.on(0, server -> server.clusterDelSlots(0));
            awaitDone(() -> assertThatException().isThrownBy(probe::run).withMessageContaining("not whole"));
            redis.on(0, server -> server.clusterAddSlots(0));
            redis.on(0, server -> server.configSet(FULL_COVERAGE, "no"));
            awaitDone(probe::run);

            redis.kill(0);
            redis.kill(3);

            awaitDone(() -> assertThat(cause(() -> application.values().get(ofFirstMaster())))
                    .isExactlyInstanceOf(RedisException.class));
            await("the driver leaves the dead out")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> ping(application).equals("PONG"));
            assertThatException().isThrownBy(probe::run);
        }
    }

    /** Asks those masters that the driver takes for alive. */
    private static String ping(RedisAlone application) {
        try (var cluster = application.connections().getClusterConnection()) {
            return String.valueOf(cluster.ping());
        }
    }

    private static Throwable cause(Runnable command) {
        return NestedExceptionUtils.getMostSpecificCause(catchThrowable(command::run));
    }

    /** Returns a key of the first master, which has the first third of the slots but not only the first. */
    private static String ofFirstMaster() {
        return IntStream.range(0, 1_000)
                .mapToObj(Integer::toString)
                .filter(key -> SlotHash.getSlot(key) > 0 && SlotHash.getSlot(key) < SlotHash.SLOT_COUNT / 3)
                .findFirst()
                .orElseThrow();
    }

    private static void awaitDone(ThrowingRunnable done) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(done);
    }
}
