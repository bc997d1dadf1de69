package dev.polyglotdb.orders;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.polyglotdb.fixture.Parallel;
import dev.polyglotdb.fixture.Person;
import dev.polyglotdb.fixture.Reply;
import dev.polyglotdb.fixture.Shop;
import dev.polyglotdb.fixture.ShopTest;
import dev.polyglotdb.stores.Engine;
import dev.polyglotdb.stores.StoreControl;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The stores that follow the orders, compared with them and rebuilt from them. These tests look at whole stores; each begins with
 * stores in which nothing is left of what other tests put there for no order.
 */
@ShopTest
class ProjectionTests {

    private static final long NO_ORDER = 4_000_000_000_000L;

    private final Shop shop;
    private final ProjectionJobs jobs;
    private final JdbcClient jdbc;
    private final CqlSession cassandra;
    private final Driver neo4j;
    private final StoreControl stores;

    ProjectionTests(
            Shop shop, ProjectionJobs jobs, JdbcClient jdbc, CqlSession cassandra, Driver neo4j, StoreControl stores) {
        this.shop = shop;
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.cassandra = cassandra;
        this.neo4j = neo4j;
        this.stores = stores;
    }

    @BeforeEach
    void nothingIsLeftOfOtherTests() {
        rebuild("activity");
        rebuild("recommendations");
        awaitEqual();
    }

    @Test
    void truncatedTimelinesAreBroughtBack() {
        var product = shop.product("3.00");
        var ada = shop.customer();
        var kept = placed(ada, product);
        var cancelled = placed(ada, product);
        ada.post("/orders/" + cancelled + "/cancel");
        awaitApplied(ada, cancelled);
        var before = ada.get("/activity").http().body();

        for (var table : List.of("by_user", "by_product", "slices_by_user", "slices_by_product")) {
            cassandra.execute("TRUNCATE polyglot.activity_" + table);
        }
        assertThat(ada.get("/activity").at("/items").size()).isZero();
        assertThat(check().at("/activity/equal").asBoolean()).isFalse();
        rebuild("activity");

        assertEqual();
        assertThat(Reply.parse(ada.get("/activity").http().body())).isEqualTo(Reply.parse(before));
        assertThat(shop.admin().get("/products/" + product + "/activity").texts("/items", "/data/orderId"))
                .containsExactlyInAnyOrder("" + cancelled, "" + cancelled, "" + kept);
    }

    @Test
    void anEmptiedGraphIsBroughtBack() {
        var bought = shop.product("3.00");
        var alsoBought = shop.product("3.00");
        var ada = shop.customer();
        var bruno = shop.customer();
        placed(ada, bought);
        placed(bruno, bought);
        placed(bruno, alsoBought);
        var cancelled = placed(ada, alsoBought);
        ada.post("/orders/" + cancelled + "/cancel");
        awaitApplied(ada, cancelled);

        graph("MATCH (node) DETACH DELETE node", Map.of());
        assertThat(check().at("/recommendations/equal").asBoolean()).isFalse();
        rebuild("recommendations");

        assertEqual();
        assertThat(ada.get("/recommend/" + ada.id()).texts("/items", "/productId"))
                .contains(alsoBought);
        assertThat(graph("MATCH (p:Product {id: $id}) RETURN p.buyers AS n", Map.of("id", alsoBought)))
                .isEqualTo(1);
    }

    @Test
    void whatWasDeletedOrChangedInATimelineIsMended() {
        var ada = shop.customer();
        var product = shop.product("3.00");
        placed(ada, product);
        placed(ada, product);
        placed(ada, product);
        var before = ada.get("/activity").body();
        var rows = cassandra
                .execute("SELECT * FROM polyglot.activity_by_user WHERE user_id = " + ada.id() + " ALLOW FILTERING")
                .all();
        var key = " WHERE user_id = ? AND day = ? AND minute = ? AND part = 0 AND occurred_at = ? AND event_id = ?";
        // A deletion, and a change, with the present time hide every write with an earlier one.
        var first = rows.get(0);
        cassandra.execute(
                "DELETE FROM polyglot.activity_by_user" + key,
                first.getLong("user_id"),
                first.getLocalDate("day"),
                first.getShort("minute"),
                first.getInstant("occurred_at"),
                first.getUuid("event_id"));
        var second = rows.get(1);
        cassandra.execute(
                "UPDATE polyglot.activity_by_user SET data = '{}'" + key,
                second.getLong("user_id"),
                second.getLocalDate("day"),
                second.getShort("minute"),
                second.getInstant("occurred_at"),
                second.getUuid("event_id"));
        cassandra.execute("DELETE FROM polyglot.activity_slices_by_product WHERE product_id = ?", product);
        assertThat(differences("activity"))
                .anyMatch(text -> text.contains("user " + ada.id()) && text.contains("missing"));

        rebuild("activity");

        assertEqual();
        assertThat(ada.get("/activity").body()).isEqualTo(before);
        assertThat(shop.admin()
                        .get("/products/" + product + "/activity")
                        .at("/items")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void eventsOfNoOrderAreFoundAndRemovedAndUsersEventsAreNot() {
        var ada = shop.customer();
        var product = shop.product("3.00");
        placed(ada, product);
        ada.post("/activity", "{\"type\": \"VIEWED\", \"productId\": \"%s\"}".formatted(product));
        var row = cassandra
                .execute("SELECT * FROM polyglot.activity_by_user WHERE user_id = " + ada.id() + " ALLOW FILTERING")
                .one();
        var data = "{\"orderId\": %d}".formatted(NO_ORDER);
        cassandra.execute(
                "INSERT INTO polyglot.activity_by_user (user_id, day, minute, part, occurred_at, event_id, type, data)"
                        + " VALUES (?, ?, ?, 0, ?, ?, 'ORDER_PLACED', ?)",
                ada.id(),
                row.getLocalDate("day"),
                row.getShort("minute"),
                row.getInstant("occurred_at"),
                UUID.randomUUID(),
                data);

        assertThat(differences("activity"))
                .containsExactly("ORDER_PLACED in the timeline of user %d, order %d belongs to no order"
                        .formatted(ada.id(), NO_ORDER));
        assertThat(check().at("/activity/cassandra").asLong())
                .isEqualTo(check().at("/activity/postgres").asLong() + 1);
        rebuild("activity");

        assertEqual();
        assertThat(ada.get("/activity").texts("/items", "/type")).containsExactly("VIEWED", "ORDER_PLACED");
    }

    @Test
    void whatNoOrderAccountsForInTheGraphIsFoundAndRemoved() {
        var ada = shop.customer();
        var product = shop.product("3.00");
        var other = shop.product("3.00");
        placed(ada, product);
        var order = placed(ada, other);
        var parameters = Map.<String, Object>of(
                "user", ada.id(), "product", product, "other", other, "order", order, "none", NO_ORDER);

        graph("""
                MATCH (user:User {id: $user}), (product:Product {id: $product})
                CREATE (user)-[:BOUGHT {userId: $user, productId: $product, orderId: $none, at: 1}]->(product)
                CREATE (user)-[:BOUGHT {orderId: $none}]->(product)
                CREATE (:Order {id: $none, version: 0})
                SET product.buyers = 7""", parameters);
        graph("MATCH (order:Order {id: $order}) SET order.version = 99", parameters);
        graph("MATCH ()-[bought:BOUGHT {orderId: $order}]->() DELETE bought", parameters);

        assertThat(differences("recommendations"))
                .containsExactlyInAnyOrder(
                        "the purchase of product %s by user %d in order %d is missing"
                                .formatted(other, ada.id(), order),
                        "the purchase of product %s by user %d in order %d belongs to no order that stands"
                                .formatted(product, ada.id(), NO_ORDER),
                        "a purchase in order %d leads elsewhere".formatted(NO_ORDER),
                        "order %d is unknown in this version".formatted(NO_ORDER),
                        "order %d is unknown in this version".formatted(order),
                        "the number of buyers of product %s is wrong".formatted(product),
                        "the number of buyers of product %s is wrong".formatted(other),
                        "the number of products of user %d is wrong".formatted(ada.id()));
        rebuild("recommendations");

        assertEqual();
        assertThat(graph("MATCH (p:Product {id: $product}) RETURN p.buyers AS n", parameters))
                .isEqualTo(1);
        assertThat(graph("MATCH (u:User {id: $user}) RETURN u.products AS n", parameters))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"activity", "recommendations"})
    void aRebuildWhileOrdersArePlacedAndCancelledEndsEqual(String target) {
        var products = List.of(shop.product("3.00"), shop.product("4.00"));
        graph("MATCH (node) DETACH DELETE node", Map.of());

        Parallel.each(5, client -> {
            if (client == 0) {
                rebuild(target);
                return rebuild(target);
            }
            var somebody = shop.customer();
            var last = 0L;
            for (var i = 0; i < 10; i++) {
                last = somebody.orders(products.get(i % 2), 1).number("/id");
                if (i % 3 != 0) {
                    somebody.post("/orders/" + last + "/cancel");
                }
            }
            awaitApplied(somebody, last);
            return last;
        });
        rebuild("recommendations"); // the other one has to mend what was emptied

        awaitEqual();
    }

    @Test
    void aRequestWhileAJobRunsIsAnsweredWithThatJob() {
        var job = jobOfAnotherInstance("activity", "1 hour");

        var answers = Parallel.each(4, i -> request("activity"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.header("Location")).hasValue("/admin/projections/jobs/" + job);
            assertThat(answer.number("/id")).isEqualTo(job);
            assertThat(answer.text("/target")).isEqualTo("activity");
            assertThat(answer.text("/status")).isEqualTo("RUNNING");
        });
        jdbc.sql("update projection_jobs set lease_until = now() where id = :id")
                .param("id", job)
                .update();
        awaitCompleted(job);
    }

    @Test
    void aJobWhoseInstanceDiedIsTakenOverWhereItStood() {
        placed(shop.customer(), shop.product("3.00"));
        var job = jobOfAnotherInstance("recommendations", "-1 second");

        awaitCompleted(job);

        assertThat(job(job).number("/processed")).isEqualTo(1_000 + 1);
        assertThat(job(job).number("/total")).isEqualTo(1_000 + 1);
        assertEqual();
    }

    @Test
    void whoLostAJobCanNeitherAdvanceNorEndIt() {
        var id = jobOfAnotherInstance("activity", "1 hour");
        var late = UUID.randomUUID();

        assertThat(jobs.advance(new ProjectionJobs.Claimed(id, 5_000, 5_000), late, Duration.ofHours(1)))
                .isFalse();
        jobs.end(id, late, ProjectionJob.Status.FAILED);
        jobs.giveBack(id, late, Duration.ZERO);

        assertThat(jobs.claim(ProjectionTarget.ACTIVITY, late, Duration.ZERO)).isEmpty();
        assertThat(job(id).text("/status")).isEqualTo("RUNNING");
        jdbc.sql("delete from projection_jobs where id = :id").param("id", id).update();
    }

    @Test
    void aRebuildWaitsForAStoreThatIsAway() {
        stores.kill(Engine.NEO4J);
        long job;
        try {
            job = request("recommendations").number("/id");
            var check = shop.admin().get("/admin/projections/check");
            assertThat(check.problem()).isEqualTo("store-unavailable");
            assertThat(check.text("/store")).isEqualTo("neo4j");
            assertThat(job(job).text("/status")).isEqualTo("RUNNING");
        } finally {
            stores.start(Engine.NEO4J);
        }

        awaitCompleted(job);
        awaitEqual();
    }

    @ParameterizedTest
    @CsvSource({"{\"target\": \"payments\"}", "{\"target\": null}", "{}", "{\"target\": 1}"})
    void onlyWhatFollowsTheOrdersCanBeRebuilt(String body) {
        var answer = shop.admin().post("/admin/projections/rebuild", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.invalid()).containsExactly("#/target");
    }

    @Test
    void onlyAdministratorsCompareAndRebuild() {
        var ada = shop.customer();
        var body = "{\"target\": \"activity\"}";

        assertThat(shop.anybody().post("/admin/projections/rebuild", body).status())
                .isEqualTo(401);
        assertThat(shop.anybody().get("/admin/projections/check").status()).isEqualTo(401);
        assertThat(ada.post("/admin/projections/rebuild", body).status()).isEqualTo(403);
        assertThat(ada.get("/admin/projections/check").status()).isEqualTo(403);
        assertThat(ada.get("/admin/projections/jobs/1").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "999999999", "x"})
    void anUnknownJobIsNotFound(String id) {
        assertThat(shop.admin().get("/admin/projections/jobs/" + id).problem()).isEqualTo("not-found");
    }

    private long placed(Person customer, String product) {
        var order = customer.orders(product, 1).number("/id");
        awaitApplied(customer, order);
        return order;
    }

    private void awaitApplied(Person customer, long order) {
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(customer.get("/orders/" + order).text("/projections/activity")
                                + customer.get("/orders/" + order).text("/projections/recommendations"))
                        .isEqualTo("appliedapplied"));
    }

    private Reply request(String target) {
        return shop.admin().post("/admin/projections/rebuild", "{\"target\": \"%s\"}".formatted(target));
    }

    private long rebuild(String target) {
        var started = request(target);
        assertThat(started.status()).as(started.toString()).isEqualTo(202);
        awaitCompleted(started.number("/id"));
        return started.number("/id");
    }

    private void awaitCompleted(long job) {
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(job(job).text("/status")).isEqualTo("COMPLETED"));
    }

    private Reply job(long id) {
        return shop.admin().get("/admin/projections/jobs/" + id);
    }

    /** A job that stands right before the last order and is held by somebody else for a while from now. */
    private long jobOfAnotherInstance(String target, String lease) {
        return jdbc.sql("""
                        insert into projection_jobs (target, total, processed, position, lease, lease_until)
                        select :target, 1000, 1000, coalesce((select max(id) - 1 from orders), 0), gen_random_uuid(),
                               now() + :lease::interval
                        returning id""")
                .param("target", target)
                .param("lease", lease)
                .query(Long.class)
                .single();
    }

    private Reply check() {
        var check = shop.admin().get("/admin/projections/check");
        assertThat(check.status()).as(check.toString()).isEqualTo(200);
        return check;
    }

    private List<String> differences(String store) {
        return check().texts("/" + store + "/differences", "");
    }

    private void assertEqual() {
        var check = check();
        assertThat(check.texts("/activity/differences", "")).isEmpty();
        assertThat(check.texts("/recommendations/differences", "")).isEmpty();
        assertThat(check.at("/activity/equal").asBoolean()).isTrue();
        assertThat(check.at("/recommendations/equal").asBoolean()).isTrue();
        assertThat(check.number("/activity/cassandra")).isEqualTo(check.number("/activity/postgres"));
        assertThat(check.number("/recommendations/neo4j")).isEqualTo(check.number("/recommendations/postgres"));
    }

    private void awaitEqual() {
        await().atMost(20, SECONDS).untilAsserted(this::assertEqual);
    }

    /** Runs a statement; gives its number {@code n}, if it has one. */
    private long graph(String statement, Map<String, Object> parameters) {
        try (var session = neo4j.session()) {
            return session.executeWrite(work -> work.run(statement, parameters).list()).stream()
                    .mapToLong(row -> row.get("n").asLong())
                    .findFirst()
                    .orElse(0);
        }
    }
}
