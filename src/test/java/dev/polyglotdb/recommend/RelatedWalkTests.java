package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;

@ShopTest
@SideBySide
class RelatedWalkTests {

    private static final int EVERYTHING = 1000;

    private final PurchaseRepository purchaseRepository;
    private final GraphCorner graph;
    private final QueryCost cost;
    private final WalkStatements walkStatements = new WalkStatements(GraphCorner.patientProperties());

    RelatedWalkTests(Driver driver) {
        graph = new GraphCorner(driver);
        cost = new QueryCost(driver);
        purchaseRepository = graph.purchaseRepository(GraphCorner.patientProperties());
    }

    @AfterEach
    void leaveNothing() {
        graph.close();
    }

    @Test
    void leadsToWhatTheBuyersBoughtToo() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent", "stove")));
        purchaseRepository.apply(List.of(graph.placed(2, 2, "tent")));
        purchaseRepository.apply(List.of(graph.placed(3, 3, "lamp")));

        assertThat(purchaseRepository.related(graph.product("tent"), 10))
                .singleElement()
                .satisfies(candidate -> {
                    assertThat(candidate.productId()).isEqualTo(graph.product("stove"));
                    // The tent's two buyers and the two purchases of one make that one close by 1/2.
                    assertThat(candidate.score()).isCloseTo(0.5, within(1e-12));
                });
    }

    /** As a walk finds it while the only order of a product, or of a buyer, is being cancelled. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (product:Product {id: $prefix + 'stove'}) SET product.buyers = 0",
                "MATCH (user:User {id: $base + 2}) SET user.products = 0"
            })
    void whatHasLostItsLastBuyerMeanwhileIsNoCandidate(String loss) {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent"), graph.placed(2, 2, "tent", "stove")));
        graph.run(loss);

        assertThat(purchaseRepository.related(graph.product("tent"), 10)).isEmpty();
        assertThat(purchaseRepository.walk(graph.user(1), 10)).isEmpty();
    }

    @Test
    void whatNobodyBoughtOrTheGraphDoesNotKnowHasNoRelations() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent", "stove")));
        purchaseRepository.apply(List.of(graph.cancelled(1, 1, "tent", "stove")));

        assertThat(purchaseRepository.related(graph.product("tent"), 10)).isEmpty();
        assertThat(purchaseRepository.related(graph.product("unknown"), 10)).isEmpty();
    }

    @Test
    void equalScoresAreInTheOrderOfTheirIds() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent", "c", "a", "d", "b")));

        assertThat(graph.names(purchaseRepository.related(graph.product("tent"), 3)))
                .containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @CsvSource({"200, 100, 12, 0.5, 0.4", "5, 3, 3, 1, 0.6", "3, 9, 4, 0.7, 0", "2, 2, 2, 1.3, 1"})
    void ranksAsThePlainFormulaDoes(int coBuyers, int neighbours, int window, double alpha, double beta) {
        var properties = GraphCorner.properties(Map.of(
                "co-buyers", coBuyers,
                "neighbours", neighbours,
                "window", window,
                "alpha", alpha,
                "beta", beta));
        var seed = System.nanoTime();
        var orders = RandomOrders.of(graph, new Random(seed));
        RandomOrders.apply(orders, purchaseRepository);
        var plain = new PlainWalk(orders, properties);
        var walking = graph.purchaseRepository(properties);

        for (var i = 0; i < 20; i++) {
            var product = graph.product("product-" + i);
            var expected = plain.related(product, EVERYTHING);
            var actual = walking.related(product, EVERYTHING);

            assertThat(actual)
                    .as("seed %d, product %d", seed, i)
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("score")
                    .isEqualTo(expected);
            for (var j = 0; j < actual.size(); j++) {
                assertThat(actual.get(j).score() / expected.get(j).score()).isCloseTo(1, within(1e-9));
            }
            assertThat(walking.related(product, EVERYTHING)).isEqualTo(actual);
        }
    }

    @Test
    void costsTheSameHoweverLargeAHubIs() {
        var hub = new Hub(graph);
        hub.addBuyers(1, 400);
        var small = work();
        hub.addBuyers(401, 2000);
        var large = work();

        assertThat(large).isLessThanOrEqualTo(small * 11 / 10);
    }

    /** From the hub, and from a product whose buyers are few but one of them heavy. */
    private long work() {
        var hits = 0L;
        for (var productId : List.of(graph.product("hub"), graph.product("1"))) {
            assertThat(purchaseRepository.related(productId, 10)).isNotEmpty();
            hits += cost.databaseHits(WalkStatements.RELATED, walkStatements.related(productId, 200));
        }
        return hits;
    }

    @Test
    void findsEverythingByIndexes() {
        assertThat(cost.sources(WalkStatements.RELATED, walkStatements.related("any", 200)))
                .isNotEmpty()
                .allMatch(source -> source.endsWith("IndexSeek"));
    }
}
