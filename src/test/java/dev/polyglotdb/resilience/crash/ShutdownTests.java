package dev.polyglotdb.resilience.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.resilience.Invariants;
import dev.polyglotdb.resilience.OrderRequest;
import dev.polyglotdb.resilience.Relays;
import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.resilience.World;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.PatientSql;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An instance is shut down while it works, with leases so long that no test could wait for them to expire. */
@ShopTest
@SecondShop
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it can't be asked there")
class ShutdownTests {

    private static final int ORDERS = 12;
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration END = Duration.ofSeconds(25);

    /** A busy machine must not refuse what is under way: only the end could. */
    private static final String[] PATIENT = {
        "--polyglot.outbox.lease=" + LEASE.toSeconds() + "s",
        "--polyglot.stores.response-time=8s",
        "--polyglot.products.cache.block=9s"
    };

    /** Less than what is left of a job's lease of a minute when the instance has ended, if it gave nothing back. */
    private static final Duration JOB = Duration.ofSeconds(30);

    private final Shop shop;
    private final ApplicationContext context;
    private final JdbcClient jdbc;

    ShutdownTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
        this.jdbc = PatientSql.of(context);
    }

    /**
     * Cassandra and Neo4j do not respond to the instance. So it still holds its claims when it is asked to shut down.
     */
    @Test
    void itAnswersWhatItHasBegunGivesBackItsLeasesAndEnds() {
        var world = World.open(shop, context, ORDERS, 1_000);
        var boss = world.admin();
        try (var relays = new Relays(context);
                var instance = Instance.start(context, relays, PATIENT)) {
            warmUp(instance, world);
            relays.to(Engine.CASSANDRA).freeze();
            relays.to(Engine.NEO4J).freeze();
            var replies = CompletableFuture.supplyAsync(() -> Parallel.each(
                    ORDERS, i -> place(instance, world, i, "key-" + i, i % 2 == 0 ? "tok_slow" : "tok_visa")));
            await().until(() -> claims(world) >= 2 * ORDERS);
            var there = instance.client().withToken(boss.token());
            var job = Shop.patiently(() -> there.post("/admin/projections/rebuild", "{\"target\": \"activity\"}"));
            assertThat(job.status()).isEqualTo(202);

            var ended = instance.terminate(END);

            assertThat(ended).as("it ended by itself, see " + instance.log()).isTrue();
            assertAcknowledged(world, replies.join());
            Tally.awaitWithin(
                    JOB,
                    "the other instance's taking over the job",
                    () -> boss.get(job.header("Location").orElseThrow())
                            .text("/status")
                            .equals("COMPLETED"));
            awaitTakenOver(world);
            new Invariants(context).hold(world);
        }
    }

    /** Its workers, a request and Cassandra's driver take as long as each of them may. */
    @Test
    void itIsGoneWithinHalfAMinuteEvenIfARequestNeverEnds() throws IOException {
        var world = World.open(shop, context, ORDERS, 1_000);
        try (var relays = new Relays(context);
                var instance = Instance.start(context, relays, "--polyglot.outbox.lease=" + LEASE.toSeconds() + "s");
                var endless = new EndlessImport(instance, world.admin().token())) {
            warmUp(instance, world);
            relays.to(Engine.CASSANDRA).freeze();
            relays.to(Engine.NEO4J).freeze();
            assertAcknowledged(
                    world,
                    Parallel.each(
                            ORDERS, i -> Shop.patiently(() -> place(instance, world, i, "key-" + i, "tok_visa"))));
            assertThat(endless.isCutOff()).isFalse();

            var ended = instance.terminate(Duration.ofSeconds(30));

            assertThat(ended).as("it ended by itself, see " + instance.log()).isTrue();
            assertThat(instance.log()).content().contains("requests still active");
            await("the import's end").until(endless::isCutOff);
            awaitTakenOver(world);
            new Invariants(context).hold(world);
        }
    }

    /** In a new JVM that still loads classes, the first orders may exceed the time limit and get a 503. */
    private static void warmUp(Instance instance, World world) {
        Parallel.each(ORDERS, i -> {
            var key = "warm-" + i;
            var reply =
                    await().until(() -> place(instance, world, i, key, "tok_visa"), answer -> answer.status() == 201);
            world.acknowledge(key, reply.number("/id"));
            return reply;
        });
    }

    private static Reply place(Instance instance, World world, int customer, String key, String payment) {
        var request = new OrderRequest(key, Map.of(world.products().get(0), 1), payment);
        return instance.client()
                .withToken(world.customers().get(customer).token())
                .with("Idempotency-Key", key)
                .post("/orders", request.json());
    }

    private static void assertAcknowledged(World world, List<Reply> replies) {
        for (var i = 0; i < ORDERS; i++) {
            assertThat(replies.get(i).status()).as(replies.get(i).toString()).isEqualTo(201);
            world.acknowledge("key-" + i, replies.get(i).number("/id"));
        }
    }

    private void awaitTakenOver(World world) {
        await("the other instance's taking over").until(() -> new Invariants(context).pending(world) == 0);
    }

    private long claims(World world) {
        return jdbc.sql("select count(*) from idempotency where user_id = any(:users)")
                .param("users", world.userIds())
                .query(Long.class)
                .single();
    }
}
