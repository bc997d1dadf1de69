package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

@ShopTest
@SideBySide
class PurchasesOfUserTests {

    /** More than two steps. */
    private static final int PRODUCTS = 450;

    private static final int PRODUCTS_OF_ORDER = 50;

    private final GraphCorner graph;
    private final PurchaseRepository purchaseRepository;
    private final PurchasesOfUser purchasesOfUser;

    PurchasesOfUserTests(Driver driver) {
        graph = new GraphCorner(driver);
        purchaseRepository = graph.purchaseRepository(GraphCorner.patientProperties());
        purchasesOfUser = graph.purchasesOfUser(GraphCorner.patientProperties());
    }

    @AfterEach
    void leaveNothing() {
        graph.close();
    }

    @Test
    void whoBoughtVeryMuchIsErasedInStepsAndTheDegreesAreRightAfterEach() {
        for (var first = 0; first < PRODUCTS; first += PRODUCTS_OF_ORDER) {
            purchaseRepository.apply(List.of(graph.placed(first + 1, 1, products(first))));
        }
        purchaseRepository.apply(List.of(graph.placed(PRODUCTS + 1, 1, products(0))));
        purchaseRepository.apply(List.of(graph.placed(PRODUCTS + 2, 2, products(0))));

        assertThat(eraseAStep()).isFalse();
        assertThat(eraseAStep()).isFalse();
        assertThat(eraseAStep()).isTrue();

        assertThat(graph.edges()).hasSize(PRODUCTS_OF_ORDER).allMatch(edge -> edge.startsWith("2-"));
        assertThat(eraseAStep()).as("again").isTrue();
    }

    private boolean eraseAStep() {
        var before = graph.edges().size();
        var isWhole = purchasesOfUser.erase(graph.user(1));
        assertThat(graph.wrongDegrees()).isEmpty();
        // The first products of all were bought twice.
        assertThat(before - graph.edges().size()).isLessThanOrEqualTo(200 + PRODUCTS_OF_ORDER);
        return isWhole;
    }

    private static String[] products(int first) {
        return IntStream.range(first, first + PRODUCTS_OF_ORDER)
                .mapToObj("product-%03d"::formatted)
                .toArray(String[]::new);
    }
}
