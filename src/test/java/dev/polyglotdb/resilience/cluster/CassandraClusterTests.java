package dev.polyglotdb.resilience.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.CassandraCluster;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Meanwhile;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ApplicationContext;

/**
 * Three nodes of Cassandra. Run it with {@code ./mvnw test -DexcludedGroups= -Dtest=CassandraClusterTests}, and {@code
 * -Dpolyglot.proof.rounds=10} for as many starts on an empty cluster.
 */
@ShopTest
@Tag("measurement")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CassandraClusterTests {

    private static final int ROUNDS = Integer.getInteger("polyglot.proof.rounds", 1);
    private static final int INSTANCES = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Shop shop;
    private final ApplicationContext context;

    @SuppressWarnings("NullAway.Init")
    private CassandraCluster cluster;

    CassandraClusterTests(Shop shop, ApplicationContext context) {
        this.shop = shop;
        this.context = context;
    }

    @BeforeAll
    void start() {
        cluster = CassandraCluster.start(3);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void instancesThatStartTogetherOnAnEmptyClusterMakeTheTablesOnce() {
        for (var round = 0; round < ROUNDS; round++) {
            var keyspace = keyspace();
            var instances = Parallel.each(INSTANCES, i -> instance(keyspace));
            try {
                for (var instance : instances) {
                    assertThat(visit(customer(instance))).isEqualTo(201);
                    assertThat(instance.log()).content().doesNotContain("Cassandra is unavailable");
                }
                var tables = cluster.ports().stream()
                        .map(port -> new KnownSchema(port).tables(keyspace))
                        .toList();
                assertThat(tables.get(0)).hasSize(5);
                assertThat(tables).allSatisfy(onNode -> assertThat(onNode).isEqualTo(tables.get(0)));
                assertThat(new KnownSchema(cluster.ports().get(0)).replication(keyspace))
                        .contains("'datacenter1': '3'");
            } finally {
                instances.forEach(Instance::close);
            }
            System.out.printf("%d instances on an empty cluster, round %d: each table once%n", INSTANCES, round + 1);
        }
    }

    @Test
    void aNodeIsMissedByNobodyAndALostQuorumIsToldUntilItIsBack() {
        try (var instance = instance(keyspace())) {
            var customer = customer(instance);
            var answers = ConcurrentHashMap.<Integer>newKeySet();
            var sent = new TreeSet<String>();
            try (var load = load(customer, answers, sent)) {
                awaitMore(sent);
                cluster.kill(1);
                awaitMore(sent);
                awaitMore(sent);
            }
            assertThat(answers).containsExactly(201);
            assertThat(health(instance)).isEqualTo(200);

            cluster.kill(2);
            await("the lost quorum").atMost(PATIENCE).until(() -> health(instance) == 503);
            var refused = customer.post("/activity", "{\"type\": \"VIEW\"}");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text("/store")).isEqualTo("cassandra");

            cluster.restart(1);
            await("the quorum").atMost(PATIENCE).until(() -> health(instance) == 200);
            assertThat(visit(customer)).isEqualTo(201);
            await("what was acknowledged")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(eventIds(customer)).containsAll(sent));
            cluster.restart(2);
            System.out.printf("a node killed under load: %d acknowledged, 0 failed, 0 lost%n", sent.size());
        }
    }

    @Test
    void aWrongLocalDataCentreIsToldWithTheRightOne() {
        try (var instance = instance(keyspace(), "--spring.cassandra.local-datacenter=moon")) {
            var health = instance.client().withToken(shop.admin().token()).get("/actuator/health/stores");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.text("/components/cassandra/details/reason")).contains("moon", "datacenter1");
            assertThat(instance.client().get("/products").status()).isEqualTo(200);
        }
    }

    private Instance instance(String keyspace, String... more) {
        return Instance.start(
                context,
                Stream.concat(
                                Stream.of(
                                        "--spring.cassandra.contact-points=" + cluster.contactPoints(),
                                        "--polyglot.activity.keyspace=" + keyspace),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private Client customer(Instance instance) {
        return instance.client().withToken(shop.customer().token());
    }

    private static String keyspace() {
        return Shop.unique("cluster").replace('-', '_');
    }

    private static int visit(Client customer) {
        return customer.post("/activity", "{\"type\": \"VIEW\"}").status();
    }

    private static int health(Instance instance) {
        return instance.client().get("/actuator/health/stores").status();
    }

    private static Meanwhile load(Client customer, Set<Integer> answers, Set<String> sent) {
        return Meanwhile.repeat(() -> {
            var reply = customer.post("/activity", "{\"type\": \"VIEW\"}");
            answers.add(reply.status());
            if (reply.status() == 201) {
                synchronized (sent) {
                    sent.add(reply.text("/eventId"));
                }
            }
        });
    }

    private static void awaitMore(Set<String> sent) {
        var before = size(sent);
        await("more events").atMost(PATIENCE).until(() -> size(sent) >= before + 200);
    }

    private static int size(Set<String> sent) {
        synchronized (sent) {
            return sent.size();
        }
    }

    private static Set<String> eventIds(Client customer) {
        var ids = new TreeSet<String>();
        var page = customer.get("/activity?limit=100");
        while (true) {
            assertThat(page.status()).isEqualTo(200);
            ids.addAll(page.texts("/items", "/eventId"));
            var next = page.at("/nextCursor");
            if (next.isMissingNode() || next.isNull()) {
                return ids;
            }
            page = customer.get("/activity?limit=100&cursor=" + next.asString());
        }
    }
}
