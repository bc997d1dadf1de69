package dev.polyglotdb.resilience.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.RedisGroup;
import dev.polyglotdb.platform.Sha256;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.resilience.Phases;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/**
 * A master of Redis is killed while users log in and out. The command is
 * <pre>./mvnw test -Dtest=RedisDrillTests -DexcludedGroups= -Dgroups=measurement</pre>
 */
@ShopTest
@Tag("measurement")
class RedisDrillTests {

    private static final int USERS = 4;
    private static final int SESSIONS = 300;
    private static final int MASTERS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Shop shop;
    private final ApplicationContext context;
    private final Phases phases = new Phases();

    RedisDrillTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
    }

    @Test
    void noLogoutIsUndoneWhenSentinelsReplaceTheMaster() {
        try (var redis = RedisGroup.withSentinels();
                var instance = Instance.start(
                        context,
                        Instance.USUAL_RESPONSE_TIME,
                        "--spring.data.redis.sentinel.master=" + RedisGroup.MASTER,
                        "--spring.data.redis.sentinel.nodes=" + redis.addresses(3, 6))) {
            var users = users(instance);
            try (var going = users.start()) {
                begin(users);
                redis.kill(0);
                awaitAll(users);
                end(users);
            }
            report("Redis with sentinels", users);
        }
    }

    @Test
    void inAClusterNoLogoutIsUndoneAndTheSessionsOfOtherMastersGoOn() {
        try (var redis = RedisGroup.cluster();
                var instance = Instance.start(
                        context,
                        Instance.USUAL_RESPONSE_TIME,
                        "--spring.data.redis.cluster.nodes=" + redis.addresses(0, 2 * MASTERS))) {
            var users = users(instance);
            try (var going = users.start()) {
                begin(users);
                redis.kill(0);
                var elsewhere = new SessionsElsewhere(users, RedisDrillTests::isOnTheFirstMaster);
                try (elsewhere) {
                    awaitAll(users);
                }
                System.out.println(elsewhere);
                assertThat(elsewhere.failed()).as("sessions of other masters").isZero();
                end(users);
            }
            report("Redis as a cluster", users);
        }
    }

    private SessionUsers users(Instance instance) {
        var persons = Stream.generate(shop::customer).limit(USERS).toList();
        return new SessionUsers(instance.client(), persons, phases);
    }

    private void begin(SessionUsers users) {
        phases.begin("before");
        users.awaitMore(SESSIONS);
        phases.begin("away");
    }

    /** Until every session that anybody has can be used, or is told to be gone. */
    private static void awaitAll(SessionUsers users) {
        for (var token : users.staying()) {
            await("a session").atMost(PATIENCE).until(() -> users.status(token) != 503);
        }
    }

    private void end(SessionUsers users) {
        phases.begin("after");
        users.awaitMore(SESSIONS);
    }

    /** A session that is gone is one that a replica had not received. Its user logs in again. */
    private void report(String drill, SessionUsers users) {
        var revived = users.revived();
        phases.print(drill, users.acknowledged(), revived);
        var gone = users.staying().stream()
                .filter(token -> users.status(token) == 401)
                .count();
        System.out.printf(
                "of %d sessions that went on, %d were lost%n", users.staying().size(), gone);
        assertThat(revived).as("logouts undone").isZero();
    }

    /** The slots are divided evenly among the masters. */
    private static boolean isOnTheFirstMaster(String token) {
        return SlotHash.getSlot("session:" + Sha256.hex(token)) < SlotHash.SLOT_COUNT / MASTERS;
    }
}
