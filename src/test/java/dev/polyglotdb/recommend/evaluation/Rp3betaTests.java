package dev.polyglotdb.recommend.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.recommend.OrderPurchases;
import dev.polyglotdb.recommend.PurchaseGraph;
import dev.polyglotdb.recommend.Rp3betaStatement;
import dev.polyglotdb.testing.PatientCalls;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

/** The baseline in memory is the statement that recommended before. */
@ShopTest
@SideBySide
class Rp3betaTests {

    /** Beyond the ids that others use. */
    private static final long FIRST = 3_000_000_000_000L;

    private static final int USERS = 60;

    private final Driver driver;
    private final PurchaseGraph graph;
    private final String prefix = Shop.unique("rp3beta") + "-";

    Rp3betaTests(Driver driver, PurchaseGraph graph) {
        this.driver = driver;
        this.graph = graph;
    }

    @AfterEach
    void leaveNothing() {
        run(
                "MATCH (node) WHERE $first <= node.id < $first + 1000000 OR node.id STARTS WITH $prefix"
                        + " DETACH DELETE node",
                Map.of("first", FIRST, "prefix", prefix));
    }

    /** Films are bought several at one instant, so that ties have to be broken. */
    @Test
    void ranksAsTheStatementDid() {
        var known = Films.rated(USERS, 120).generate(1).stream()
                .map(purchase -> new Purchase(purchase.user(), prefix + purchase.item(), purchase.time()))
                .toList();
        var orders = IntStream.range(0, known.size())
                .mapToObj(i -> order(i, known.get(i)))
                .toList();
        PatientCalls.each(orders, graph::restore);
        var rp3beta = new Rp3beta(known);

        for (var user = 0; user < USERS; user++) {
            var expected = run(Rp3betaStatement.TEXT, Rp3betaStatement.parameters(FIRST + user, 20));

            assertThat(rp3beta.recommended("u" + user, 20)).as("user %d", user).isEqualTo(expected);
        }
    }

    private static OrderPurchases order(int number, Purchase purchase) {
        return new OrderPurchases(
                FIRST + number,
                0,
                FIRST + Long.parseLong(purchase.user().substring(1)),
                Instant.ofEpochMilli((long) purchase.time()),
                Set.of(purchase.item()),
                true);
    }

    private List<String> run(String statement, Map<String, Object> parameters) {
        try (var session = driver.session()) {
            return session.run(statement, parameters)
                    .list(row -> row.get("productId").asString());
        }
    }
}
