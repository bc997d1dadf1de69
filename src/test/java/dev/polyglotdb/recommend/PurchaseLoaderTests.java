package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

@ShopTest
@SideBySide
class PurchaseLoaderTests {

    private final PurchaseRepository purchaseRepository;
    private final PurchaseLoader loader;
    private final GraphCorner graph;

    PurchaseLoaderTests(Driver driver) {
        var properties = GraphCorner.patientProperties();
        var neo4j = new Graph(driver, new GraphSchema(driver), GraphCorner.patientTimeouts());
        graph = new GraphCorner(driver);
        purchaseRepository = new PurchaseRepository(neo4j, new WalkStatements(properties), properties);
        loader = new PurchaseLoader(
                neo4j, purchaseRepository, new OrderRecords(neo4j), new EdgeRecords(neo4j), properties);
    }

    @AfterEach
    void leaveNothing() {
        graph.close();
    }

    @Test
    void loadingGivesTheGraphThatApplyingGivesWhateverWasThere() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var orders = RandomOrders.of(graph, random);
        RandomOrders.apply(orders, purchaseRepository);
        var expected = graph.everything();

        for (var there : List.of(0, 1, 30, orders.size())) {
            graph.close();
            Collections.shuffle(orders, random);
            RandomOrders.apply(orders.subList(0, there), purchaseRepository);
            loader.load(orders.subList(there / 2, 60));
            loader.load(orders);

            assertThat(graph.everything()).as("seed %d, %d there", seed, there).isEqualTo(expected);
        }
    }

    @Test
    void anOrderThatIsKnownInANewerStateStaysSo() {
        purchaseRepository.apply(List.of(graph.cancelled(7, 1, "lamp")));
        loader.load(List.of(graph.placed(7, 1, "lamp"), graph.placed(8, 1, "tent")));

        assertThat(graph.edges()).containsExactly("1-8->tent");
        assertThat(graph.wrongDegrees()).isEmpty();
    }

    @Test
    void edgesOfAnOrderThatTheGraphHasForgottenAreNotDoubled() {
        purchaseRepository.apply(List.of(graph.placed(7, 1, "lamp", "tent"), graph.placed(8, 1, "mug")));
        var before = graph.everything();
        graph.run("MATCH (order:Order) WHERE $base <= order.id < $end DELETE order");

        loader.load(List.of(graph.placed(7, 1, "lamp", "tent"), graph.placed(8, 1, "mug")));

        assertThat(graph.everything()).isEqualTo(before);
    }

    @Test
    void moreThanOneTransactionShouldTakeIsSplit() {
        var products = IntStream.range(0, 100).mapToObj(i -> "product-" + i).toArray(String[]::new);
        var orders = IntStream.range(0, 90)
                .mapToObj(i -> graph.placed(i, i, products))
                .toList();

        loader.load(orders);

        assertThat(graph.edges()).hasSize(9000);
        assertThat(graph.wrongDegrees()).isEmpty();
    }

    /** Rebuilding goes on beside the outbox, perhaps of another instance, and either may be first to know an order. */
    @Test
    void loadingAndApplyingTheSameOrdersAtTheSameTimeEndsEqual() {
        var seed = System.nanoTime();
        var orders = RandomOrders.of(graph, new Random(seed));
        RandomOrders.apply(orders, purchaseRepository);
        var expected = graph.everything();
        graph.close();

        Parallel.each(6, number -> {
            var mine = new ArrayList<>(orders);
            Collections.shuffle(mine, new Random(seed + number));
            if (number < 2) {
                loader.load(mine);
            } else if (number < 4) {
                mine.forEach(order -> loader.load(List.of(order)));
            } else {
                mine.forEach(order -> purchaseRepository.apply(List.of(order)));
            }
            return number;
        });

        assertThat(graph.everything()).as("seed %d", seed).isEqualTo(expected);
    }
}
