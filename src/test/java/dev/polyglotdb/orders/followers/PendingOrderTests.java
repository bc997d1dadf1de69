package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.activity.ReservedEvents;
import dev.polyglotdb.activity.StoredEntry;
import dev.polyglotdb.orders.OrderScan;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
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
    private final OrderScan orderScan;
    private final ReservedEvents reservedEvents;
    private final PendingOrders pendingOrders;
    private long order;

    PendingOrderTests(
            Shop shop,
            Driver neo4j,
            JdbcClient jdbc,
            OrderScan orderScan,
            ReservedEvents reservedEvents,
            PendingOrders pendingOrders) {
        this.shop = shop;
        this.following = new FollowingStores(shop);
        this.graph = new RawGraph(neo4j);
        this.jdbc = jdbc;
        this.orderScan = orderScan;
        this.reservedEvents = reservedEvents;
        this.pendingOrders = pendingOrders;
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
        addEntry("recommendations", false);

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
        addEntry("recommendations", true);

        var check = following.check();

        assertThat(check.at("/recommendations/pending").asLong()).isZero();
        assertThat(check.at("/recommendations/differences").toString()).contains("order " + order + " is missing");
        assertThat(check.at("/recommendations/equal").asBoolean()).isFalse();
    }

    @Test
    void anOrderWithoutAnEntryIsADifference() {
        assertThat(following.differences("recommendations")).contains("order " + order + " is missing");
    }

    /** Entries of one order are in many timelines, and a check meets these in many steps. */
    @Test
    void anOrderWhoseErasureIsOnItsWayIsPendingOnceInHoweverManyTimelines() {
        addEntry("activity", false);
        var entries = orderScan.find(List.of(order)).stream()
                .flatMap(TimelineEntries::of)
                .map(entry -> new StoredEntry(entry, 0, 0))
                .toList();
        assertThat(entries).hasSize(2);

        var found = UndisturbedJob.toTheEnd(progress -> {
            var check = new TimelineCheck(orderScan, reservedEvents, pendingOrders, progress);
            entries.forEach(stray -> check.strays(List.of(stray)));
            return check.run();
        });

        assertThat(found.pending()).isEqualTo(1);
        assertThat(found.differences()).isEmpty();
    }

    private void addEntry(String sink, boolean failed) {
        jdbc.sql("insert into outbox (order_id, sink, due_at, failed)"
                        + " values (:order, :sink, now() + interval '1 hour', :failed)")
                .param("order", order)
                .param("sink", sink)
                .param("failed", failed)
                .update();
    }
}
