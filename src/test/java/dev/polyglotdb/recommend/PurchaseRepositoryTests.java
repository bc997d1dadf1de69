package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

@ShopTest
@SideBySide
class PurchaseRepositoryTests {

    private final PurchaseRepository purchaseRepository;
    private final GraphCorner graph;

    PurchaseRepositoryTests(Driver driver) {
        graph = new GraphCorner(driver);
        purchaseRepository = graph.purchaseRepository(GraphCorner.patientProperties());
    }

    @AfterEach
    void leaveNothing() {
        graph.close();
    }

    @Test
    void ordersAppliedTogetherEndAsIfEachWasAppliedAlone() {
        var orders = List.of(
                graph.placed(7, 1, "lamp", "tent"),
                graph.placed(8, 1, "lamp"),
                graph.placed(9, 2, "lamp"),
                graph.cancelled(10, 2, "lamp", "mug"));
        orders.forEach(order -> purchaseRepository.apply(List.of(order)));
        var expected = graph.everything();
        graph.close();

        purchaseRepository.apply(orders);
        assertThat(graph.everything()).isEqualTo(expected);
        purchaseRepository.apply(orders);
        assertThat(graph.everything()).isEqualTo(expected);
    }

    @Test
    void anOrderGivesOneEdgeForEachProduct() {
        purchaseRepository.apply(List.of(graph.placed(7, 1, "lamp", "tent")));

        assertThat(graph.edges()).containsExactly("1-7->lamp", "1-7->tent");
        assertThat(graph.wrongDegrees()).isEmpty();
    }

    @Test
    void cancellingTakesTheEdgesAway() {
        purchaseRepository.apply(List.of(graph.placed(7, 1, "lamp", "tent")));
        purchaseRepository.apply(List.of(graph.cancelled(7, 1, "lamp", "tent")));

        assertThat(graph.edges()).isEmpty();
        assertThat(graph.wrongDegrees()).isEmpty();
    }

    @Test
    void aLatePlacedDoesNotUndoACancelled() {
        purchaseRepository.apply(List.of(graph.cancelled(7, 1, "lamp")));
        purchaseRepository.apply(List.of(graph.placed(7, 1, "lamp")));

        assertThat(graph.edges()).isEmpty();
        assertThat(graph.wrongDegrees()).isEmpty();
    }

    @Test
    void aProductBoughtInTwoOrdersStaysBoughtWhenOneIsCancelled() {
        purchaseRepository.apply(List.of(graph.placed(7, 1, "lamp")));
        purchaseRepository.apply(List.of(graph.placed(8, 1, "lamp")));
        purchaseRepository.apply(List.of(graph.cancelled(7, 1, "lamp")));

        assertThat(graph.edges()).containsExactly("1-8->lamp");
        assertThat(purchaseRepository.bought(graph.user(1), List.of(graph.product("lamp"), graph.product("tent"))))
                .containsExactly(graph.product("lamp"));
        assertThat(graph.wrongDegrees()).isEmpty();
    }

    @Test
    void theSameVersionAgainRestoresWhatWasLost() {
        purchaseRepository.apply(List.of(graph.placed(7, 1, "lamp", "tent")));
        graph.run("""
                MATCH (user:User)-[bought:BOUGHT]->(product:Product {id: $prefix + 'tent'})
                DELETE bought
                SET product.buyers = 0, user.products = 1
                """);

        purchaseRepository.apply(List.of(graph.placed(7, 1, "lamp", "tent")));

        assertThat(graph.edges()).containsExactly("1-7->lamp", "1-7->tent");
        assertThat(graph.wrongDegrees()).isEmpty();
    }

    @Test
    void everyStateFiveTimesInAnySequenceGivesTheSameGraph() {
        var states = new ArrayList<OrderPurchases>();
        for (var i = 0; i < 5; i++) {
            states.addAll(List.of(
                    graph.order(7, 1, 1, true, "lamp", "tent"),
                    graph.order(7, 2, 1, true, "lamp", "tent"),
                    graph.order(7, 3, 1, false, "lamp", "tent"),
                    graph.order(8, 1, 1, true, "tent", "mug"),
                    graph.order(9, 1, 2, true, "lamp"),
                    graph.order(9, 2, 2, false, "lamp")));
        }
        states.forEach(state -> purchaseRepository.apply(List.of(state)));
        var expected = graph.everything();
        assertThat(graph.edges()).containsExactly("1-8->mug", "1-8->tent");

        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var round = 0; round < 10; round++) {
            graph.close();
            Collections.shuffle(states, random);
            states.forEach(state -> purchaseRepository.apply(List.of(state)));

            assertThat(graph.everything()).as("seed %d, round %d", seed, round).isEqualTo(expected);
        }
    }

    /** Two threads of one application do to the graph what two applications do: they share nothing but Neo4j. */
    @Test
    void ordersAppliedAtTheSameTimeKeepTheDegreesRight() throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var newest = new HashMap<Long, OrderPurchases>();
        var states = new ArrayList<OrderPurchases>();
        for (var orderId = 1L; orderId <= 40; orderId++) {
            var userId = 1L + random.nextInt(4);
            var products = random.ints(0, 6)
                    .distinct()
                    .limit(1 + random.nextInt(4))
                    .mapToObj(i -> "product-" + i)
                    .toArray(String[]::new);
            for (var version = 1; version <= 3; version++) {
                var state = graph.order(orderId, version, userId, random.nextBoolean(), products);
                newest.put(orderId, state);
                states.addAll(List.of(state, state));
            }
        }
        Collections.shuffle(states, random);

        var threads = Executors.newFixedThreadPool(6);
        try {
            var tasks = states.stream()
                    .<Callable<Void>>map(state -> () -> {
                        purchaseRepository.apply(List.of(state));
                        return null;
                    })
                    .toList();
            for (var done : threads.invokeAll(tasks, 2, TimeUnit.MINUTES)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }

        var expected = newest.values().stream()
                .filter(OrderPurchases::active)
                .flatMap(order -> graph.names(order.productIds().stream()).stream()
                        .map(product -> "%d-%d->%s"
                                .formatted(order.userId() - graph.user(0), order.orderId() - graph.user(0), product)))
                .toList();
        assertThat(graph.edges()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(graph.wrongDegrees()).as("seed %d", seed).isEmpty();
    }
}
