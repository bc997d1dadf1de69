package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An order that a follower does not have yet is pending. Only one that it will never have is a difference. */
@ShopTest
@SecondShop
class PendingOrderTests {

    private final Shop shop;
    private final FollowingStores following;
    private final RawGraph graph;
    private final JdbcClient jdbc;
    private long order;

    PendingOrderTests(Shop shop, Driver neo4j, JdbcClient jdbc) {
        this.shop = shop;
        this.following = new FollowingStores(shop);
        this.graph = new RawGraph(neo4j);
        this.jdbc = jdbc;
    }

    @BeforeEach
    void anOrderThatTheGraphLacks() {
        following.leaveOnlyOrders();
        order = following.placed(shop.customer(), shop.product("3.00"));
        graph.run("MATCH (order:Order {id: $order}) DELETE order", Map.of("order", order));
        graph.run("MATCH ()-[bought:BOUGHT {orderId: $order}]->() DELETE bought", Map.of("order", order));
        graph.run("MATCH (product:Product) WHERE NOT (product)<-[:BOUGHT]-() DETACH DELETE product", Map.of());
        graph.run("MATCH (user:User) WHERE NOT (user)-[:BOUGHT]->() DETACH DELETE user", Map.of());
    }

    @AfterEach
    void theGraphHasItAgain() {
        jdbc.sql("delete from outbox where order_id = :order")
                .param("order", order)
                .update();
        following.rebuild("recommendations");
    }

    @Test
    void aPendingOrderIsToldAndIsNoDifference() {
        addEntry(false);

        var check = following.check();

        assertThat(check.at("/recommendations/pending").asLong()).isEqualTo(1);
        assertThat(check.at("/recommendations/differences")).isEmpty();
        assertThat(check.at("/recommendations/equal").asBoolean()).isTrue();
        assertThat(check.at("/recommendations/neo4j").asLong())
                .isEqualTo(check.at("/recommendations/postgres").asLong() - 1);
        assertThat(check.at("/activity/pending").asLong()).isZero();
    }

    @Test
    void anOrderWhoseEntryWasGivenUpIsADifference() {
        addEntry(true);

        var check = following.check();

        assertThat(check.at("/recommendations/pending").asLong()).isZero();
        assertThat(check.at("/recommendations/differences").toString()).contains("order " + order + " is missing");
        assertThat(check.at("/recommendations/equal").asBoolean()).isFalse();
    }

    @Test
    void anOrderWithoutAnEntryIsADifference() {
        assertThat(following.differences("recommendations")).contains("order " + order + " is missing");
    }

    private void addEntry(boolean failed) {
        jdbc.sql("insert into outbox (order_id, sink, due_at, failed)"
                        + " values (:order, 'recommendations', now() + interval '1 hour', :failed)")
                .param("order", order)
                .param("failed", failed)
                .update();
    }
}
