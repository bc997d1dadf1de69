package dev.polyglotdb.resilience.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.CassandraCluster;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.resilience.Phases;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Closing;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ApplicationContext;

/**
 * Three nodes of Cassandra. The command is
 * <pre>./mvnw test -Dtest=CassandraClusterTests -DexcludedGroups= -Dgroups=measurement -Dpolyglot.proof.rounds=10</pre>
 * with as many starts of five instances on an empty keyspace.
 */
@ShopTest
@Tag("measurement")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CassandraClusterTests {

    private static final int ROUNDS = Integer.getInteger("polyglot.proof.rounds", 1);
    private static final int INSTANCES = 5;
    private static final int CUSTOMERS = 3;
    private static final int EVENTS = 200;
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

    @AfterEach
    void makeWhole() {
        cluster.restartKilled();
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void instancesThatStartTogetherOnAnEmptyClusterMakeTheTablesOnce() {
        for (var round = 0; round < ROUNDS; round++) {
            var keyspace = keyspace();
            var begun = System.nanoTime();
            var instances = Parallel.open(INSTANCES, i -> instance(keyspace));
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
                Closing.all(instances);
            }
            System.out.printf(
                    "%d instances on an empty keyspace, round %d: each table once, %.1f s%n",
                    INSTANCES, round + 1, (System.nanoTime() - begun) / 1e9);
        }
    }

    @Test
    void aNodeIsMissedByNobodyAndALostQuorumIsToldUntilItIsBack() {
        try (var instance = instance(keyspace())) {
            var phases = new Phases();
            var customers =
                    Stream.generate(() -> customer(instance)).limit(CUSTOMERS).toList();
            var visits = new Visits(customers, phases);
            try (var visiting = visits.start()) {
                phases.begin("three nodes");
                visits.awaitMore(EVENTS);
                phases.begin("two");
                cluster.kill(1);
                visits.awaitMore(2 * EVENTS);
                assertThat(visits.refused()).as("refused with a node killed").isZero();
                awaitHealth("UP", instance);

                phases.begin("one");
                cluster.kill(2);
                awaitHealth("DOWN", instance);
                await("refusals").atMost(PATIENCE).until(() -> visits.refused() > 0);

                cluster.restart(1);
                awaitHealth("UP", instance);
                phases.begin("two again");
                visits.awaitMore(EVENTS);
                cluster.restart(2);
                phases.begin("three again");
                visits.awaitMore(EVENTS);
            }
            var lost = visits.lost();
            var doubled = visits.doubled();
            phases.print("Cassandra, three nodes", visits.acknowledged(), lost.size(), doubled);
            System.out.printf("%d were refused, all while one node was left%n", visits.refused());
            assertThat(lost).as("lost").isEmpty();
            assertThat(doubled).as("doubled").isZero();
        }
    }

    private void awaitHealth(String status, Instance instance) {
        await("health " + status).atMost(PATIENCE).until(() -> health(instance).equals(status));
    }

    @Test
    void aWrongLocalDataCentreIsToldWithTheRightOne() {
        try (var instance = instance(keyspace(), "--spring.cassandra.local-datacenter=moon")) {
            var health = instance.client().withToken(shop.admin().token()).get("/actuator/health/stores");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.text("/components/cassandra/details/reason")).contains("moon", "datacenter1");
            System.out.println(health.text("/components/cassandra/details/reason"));
            assertThat(instance.client().get("/products").status()).isEqualTo(200);
        }
    }

    private Instance instance(String keyspace, String... more) {
        return Instance.start(
                context,
                Stream.concat(
                                Stream.of(
                                        Instance.USUAL_RESPONSE_TIME,
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

    /** Empty if nobody can tell, because a busy machine keeps the administrator's session from being found in time. */
    private String health(Instance instance) {
        return instance.client()
                .withToken(shop.admin().token())
                .get("/actuator/health/stores")
                .at("/components/cassandra/status")
                .asString("");
    }
}
