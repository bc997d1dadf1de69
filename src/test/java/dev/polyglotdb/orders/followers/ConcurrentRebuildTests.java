package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.PatientOrders;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;

/** A store can be rebuilt while users place orders. */
@ShopTest
@SecondShop
class ConcurrentRebuildTests extends FollowingFixture {

    private final RawGraph graph;

    ConcurrentRebuildTests(Shop shop, Driver neo4j) {
        super(shop);
        this.graph = new RawGraph(neo4j);
    }

    @ParameterizedTest
    @ValueSource(strings = {"activity", "recommendations"})
    void aRebuildWhileOrdersArePlacedAndCancelledLeavesTheStoresEqual(String target) {
        var products = List.of(shop.product("3.00"), shop.product("4.00"));
        graph.run("MATCH (node) DETACH DELETE node", Map.of());

        Parallel.each(5, client -> {
            if (client == 0) {
                following.rebuild(target);
                return following.rebuild(target);
            }
            var somebody = shop.customer();
            var last = 0L;
            for (var i = 0; i < 10; i++) {
                last = PatientOrders.place(somebody, products.get(i % 2)).number("/id");
                if (i % 3 != 0) {
                    PatientOrders.cancel(somebody, last);
                }
            }
            following.awaitApplied(somebody, last);
            return last;
        });
        following.rebuild("recommendations"); // the other rebuild has to restore what was deleted

        following.awaitEqual();
    }
}
