package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.testing.PatientCql;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.summary.SummaryCounters;

/** A store that follows loses all that it has while the application runs. A rebuild is all that an operator does. */
@ShopTest
@SecondShop
class EmptiedStoreTests {

    private final Shop shop;
    private final FollowingStores following;
    private final StoreControl stores;
    private final Driver driver;
    private final CqlSession cql;

    EmptiedStoreTests(Shop shop, StoreControl stores, Driver driver, CqlSession cql) {
        this.shop = shop;
        this.stores = stores;
        this.driver = driver;
        this.cql = cql;
        following = new FollowingStores(shop);
    }

    @AfterEach
    void leaveTheStoresFull() {
        following.leaveOnlyOrders();
    }

    @Test
    void aGraphThatHasLostItsDataAndItsIndexesIsFilledAgain() {
        var tent = shop.product("10.00");
        var lamp = shop.product("10.00");
        var ada = shop.customer();
        following.placed(ada, tent);
        var ben = shop.customer();
        following.placed(ben, tent);
        following.placed(ben, lamp);
        var indexes = indexes();
        empty();
        run("CREATE (:Kept {id: 42})");
        stores.kill(Engine.NEO4J);
        stores.start(Engine.NEO4J);

        await().ignoreExceptionsInstanceOf(Neo4jException.class)
                .untilAsserted(() -> assertThat(indexes()).containsAll(indexes));
        assertThat(run("MATCH (kept:Kept {id: 42}) DELETE kept").nodesDeleted())
                .as("what Neo4j had acknowledged when it was killed")
                .isOne();
        following.rebuild("recommendations");

        // A graph that has just been filled may answer too late at first; then the list is the popular products.
        await().untilAsserted(() -> assertThat(ada.get("/recommend/" + ada.id()).texts("/items", "/productId"))
                .contains(lamp));
    }

    @Test
    void timelinesWhoseKeyspaceIsGoneAreFilledAgain() {
        var ada = shop.customer();
        following.placed(ada, shop.product("10.00"));
        PatientCql.execute(cql, "DROP KEYSPACE polyglot");

        await().untilAsserted(() -> assertThat(ada.post("/activity", "{\"type\": \"VIEW\", \"productId\": \"any\"}")
                        .status())
                .isEqualTo(201));
        following.rebuild("activity");

        assertThat(PatientTimelines.of(ada).texts("/items", "/type")).contains("ORDER_PLACED");
    }

    /** Also while the marks of the lost tables are remembered, and if the lost table is not the one that is probed. */
    @ParameterizedTest
    @ValueSource(
            strings = {"KEYSPACE polyglot", "TABLE polyglot.activity_by_product", "TABLE polyglot.activity_claims"})
    void whatIsReportedAfterTablesWereDroppedIsListedWithoutARebuild(String dropped) {
        var ada = shop.customer();
        var tent = shop.product("10.00");
        PatientTimelines.add(ada, "VIEW", tent);
        PatientCql.execute(cql, "DROP " + dropped);

        var wish = """
                {"type": "WISH", "productId": "%s", "eventId": "%s", "occurredAt": "%s"}""".formatted(tent, UUID.randomUUID(), Instant.now());
        await().untilAsserted(
                        () -> assertThat(ada.post("/activity", wish).status()).isEqualTo(201));

        assertThat(PatientTimelines.of(ada).texts("/items", "/type")).contains("WISH");
        assertThat(PatientTimelines.ofProduct(tent, shop.admin()).texts("/items", "/type"))
                .contains("WISH");
    }

    private void empty() {
        run("MATCH (node) CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 1000 ROWS");
        names("SHOW CONSTRAINTS YIELD name").forEach(constraint -> run("DROP CONSTRAINT " + constraint));
        indexes().forEach(index -> run("DROP INDEX " + index));
    }

    private SummaryCounters run(String statement) {
        try (var session = driver.session()) {
            return session.run(statement).consume().counters();
        }
    }

    /** Those of constraints, too, but not those that every database has. */
    private List<String> indexes() {
        return names("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'");
    }

    private List<String> names(String statement) {
        try (var session = driver.session()) {
            return session.run(statement).list(row -> row.get("name").asString());
        }
    }
}
