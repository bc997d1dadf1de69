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
import org.neo4j.driver.Driver;

@ShopTest
@SideBySide
class WalkTests {

    private static final int EVERYTHING = 1000;

    private final PurchaseRepository purchaseRepository;
    private final GraphCorner graph;
    private final QueryCost cost;
    private final WalkStatements walkStatements = new WalkStatements(GraphCorner.patientProperties());

    WalkTests(Driver driver) {
        graph = new GraphCorner(driver);
        cost = new QueryCost(driver);
        purchaseRepository = graph.purchaseRepository(GraphCorner.patientProperties());
    }

    @AfterEach
    void leaveNothing() {
        graph.close();
    }

    @Test
    void leadsToWhatTheBuyersOfTheSameProductBought() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent")));
        purchaseRepository.apply(List.of(graph.placed(2, 2, "tent", "stove")));

        assertThat(purchaseRepository.walk(graph.user(1), 10)).singleElement().satisfies(candidate -> {
            assertThat(candidate.productId()).isEqualTo(graph.product("stove"));
            assertThat(candidate.because()).containsExactly(graph.product("tent"));
            // The tent's two buyers and the other's two purchases make them close by 1/2; the stove has one buyer.
            assertThat(candidate.score()).isCloseTo(0.5, within(1e-12));
        });
    }

    @Test
    void prefersWhatTheLatestPurchaseLeadsTo() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent")));
        purchaseRepository.apply(List.of(graph.placed(2, 1, "lamp")));
        purchaseRepository.apply(List.of(graph.placed(3, 2, "tent", "stove")));
        purchaseRepository.apply(List.of(graph.placed(4, 3, "lamp", "bulb")));

        assertThat(graph.names(purchaseRepository.walk(graph.user(1), 10))).containsExactly("bulb", "stove");
    }

    @Test
    void aUserWithoutPurchasesHasNowhereToBegin() {
        purchaseRepository.apply(List.of(graph.placed(1, 1, "tent")));
        purchaseRepository.apply(List.of(graph.cancelled(1, 1, "tent")));

        assertThat(purchaseRepository.walk(graph.user(1), 10)).isEmpty();
        assertThat(purchaseRepository.has(graph.user(1))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "8, 200, 100, 200, 12, 0.5, 0.4",
        "20, 6, 100, 200, 8, 1, 0.6",
        "4, 5, 6, 9, 3, 0.5, 0.6",
        "2, 3, 4, 3, 1, 0.7, 0",
        "6, 4, 5, 20, 2, 1.3, 1"
    })
    void ranksAsThePlainFormulaDoes(
            int seeds, int coBuyers, int neighbours, int paths, int window, double alpha, double beta) {
        var properties = GraphCorner.properties(Map.of(
                "seeds", seeds,
                "co-buyers", coBuyers,
                "neighbours", neighbours,
                "paths", paths,
                "window", window,
                "alpha", alpha,
                "beta", beta));
        var seed = System.nanoTime();
        var orders = RandomOrders.of(graph, new Random(seed));
        RandomOrders.apply(orders, purchaseRepository);
        var plain = new PlainWalk(orders, properties);
        var walking = graph.purchaseRepository(properties);

        for (var user = 1L; user <= 25; user++) {
            var userId = graph.user(user);
            var expected = plain.walk(userId, EVERYTHING);
            var actual = walking.walk(userId, EVERYTHING);

            assertThat(actual)
                    .as("seed %d, user %d", seed, user)
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("score")
                    .isEqualTo(expected);
            assertThat(graph.names(walking.walk(userId, EVERYTHING)))
                    .as("asked again: seed %d, user %d", seed, user)
                    .isEqualTo(graph.names(actual));
            for (var i = 0; i < actual.size(); i++) {
                assertThat(actual.get(i).score() / expected.get(i).score()).isCloseTo(1, within(1e-9));
            }
            assertThat(purchaseRepository.bought(
                            userId, actual.stream().map(Candidate::productId).toList()))
                    .isEmpty();
        }
    }

    @Test
    void costsTheSameHoweverLargeAHubIs() {
        var hub = new Hub(graph);
        hub.addBuyers(1, 400);
        var small = workOfAWalk();
        hub.addBuyers(401, 2000);
        var large = workOfAWalk();

        assertThat(large).isLessThanOrEqualTo(small * 11 / 10);
    }

    /** From a user who bought the hub alone, and from the heavy one. */
    private long workOfAWalk() {
        var hits = 0L;
        for (var userId : List.of(graph.user(1), graph.user(2))) {
            assertThat(purchaseRepository.walk(userId, 10)).isNotEmpty();
            hits += cost.databaseHits(WalkStatements.RECOMMENDED, walkStatements.recommended(userId, 60));
        }
        return hits;
    }

    @Test
    void findsEverythingByIndexes() {
        assertThat(cost.sources(WalkStatements.RECOMMENDED, walkStatements.recommended(1, 60)))
                .isNotEmpty()
                .allMatch(source -> source.endsWith("IndexSeek"));
    }

    /**
     * The index has the products by their buyers, so no more are read than are wanted, but for those with equally many.
     */
    @Test
    void whatIsPopularIsReadFromTheIndexInItsOrder() {
        graph.run("UNWIND range(1, 3000) AS i CREATE (:Product {id: $prefix + i, buyers: 1000000 + i})");
        var popular = Cypher.statement("popular");

        assertThat(cost.sources(popular, Map.of("limit", 10))).containsExactly("NodeIndexSeekByRange");
        assertThat(cost.databaseHits(popular, Map.of("limit", 10))).isLessThan(100);
    }
}
