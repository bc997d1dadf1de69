package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

@ShopTest
@SideBySide
class DegreeRecordsTests {

    private final Driver driver;
    private final DegreeRecords degreeRecords;
    private final GraphCorner graph;

    DegreeRecordsTests(Driver driver, DegreeRecords degreeRecords) {
        this.driver = driver;
        this.degreeRecords = degreeRecords;
        this.graph = new GraphCorner(driver);
    }

    @BeforeEach
    void aPurchase() {
        graph.purchaseRepository(GraphCorner.patientProperties()).apply(List.of(graph.placed(7, 1, "lamp")));
    }

    @AfterEach
    void leaveNothing() {
        graph.close();
    }

    @Test
    void aWrongDegreeIsWrongAlsoOnTheSecondLookUntilItIsRepaired() {
        for (var degree : List.of(ofUser(), ofProduct())) {
            var right = graph.everything();
            assertThat(degreeRecords.exists(degree)).isFalse();

            graph.run(setDegree(degree, 9));
            assertThat(degreeRecords.exists(degree)).isTrue();
            degreeRecords.repair(degree);

            assertThat(degreeRecords.exists(degree)).isFalse();
            assertThat(graph.everything()).isEqualTo(right);
        }
    }

    @Test
    void theSecondLookWaitsForWhoeverIsChangingTheNode() {
        for (var degree : List.of(ofUser(), ofProduct())) {
            graph.run(setDegree(degree, 9));
            try (var session = driver.session();
                    var change = session.beginTransaction()) {
                change.run(setDegree(degree, 1), names()).consume();

                var wrong = CompletableFuture.supplyAsync(() -> degreeRecords.exists(degree));
                await().until(() -> wrong.isDone() || somebodyWaits());
                change.commit();

                assertThat(wrong.join()).as("%s is wrong", degree).isFalse();
            }
        }
    }

    private WrongDegree ofUser() {
        return new WrongDegree.OfUser(graph.user(1));
    }

    private WrongDegree ofProduct() {
        return new WrongDegree.OfProduct(graph.product("lamp"));
    }

    private Map<String, Object> names() {
        return Map.of("base", graph.user(0), "prefix", graph.product(""));
    }

    private static String setDegree(WrongDegree degree, int number) {
        return degree instanceof WrongDegree.OfUser
                ? "MATCH (user:User {id: $base + 1}) SET user.products = " + number
                : "MATCH (product:Product {id: $prefix + 'lamp'}) SET product.buyers = " + number;
    }

    private boolean somebodyWaits() {
        try (var session = driver.session()) {
            return session.run("SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN status")
                    .hasNext();
        }
    }
}
