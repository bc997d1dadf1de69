package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.products.NewProduct;
import dev.polyglotdb.products.ProductChanges;
import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.springframework.aop.Advisor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.neo4j.autoconfigure.Neo4jConnectionDetails;

@ShopTest
@SideBySide
class RelatedCandidatesTests {

    private final GraphCorner graph;
    private final PurchaseRepository direct;
    private final Relayed relayed;
    private final AvailableCandidates offers;
    private final ProductChanges changes;

    RelatedCandidatesTests(
            Driver driver,
            Neo4jConnectionDetails neo4j,
            @Qualifier("storeCallAdvisor") Advisor storeCallAdvisor,
            AvailableCandidates offers,
            ProductChanges changes,
            RecommendProperties properties)
            throws IOException {
        this.graph = new GraphCorner(driver);
        this.direct = graph.purchaseRepository(GraphCorner.patientProperties());
        this.relayed = new Relayed(neo4j, storeCallAdvisor, properties);
        this.offers = offers;
        this.changes = changes;
    }

    @BeforeEach
    void sellSomeTents() {
        for (var name : List.of("tent", "stove", "lamp")) {
            var price = new Money(new BigDecimal("19.99"), "EUR");
            changes.create(new NewProduct(graph.product(name), "The " + name, null, null, null, price, null));
        }
        direct.apply(List.of(graph.placed(1, 1, "tent", "stove")));
    }

    @AfterEach
    void leaveNothing() throws IOException {
        relayed.close();
        graph.close();
    }

    private RelatedCandidates candidates(Duration refresh) {
        return new RelatedCandidates(relayed.purchaseRepository(), offers, GraphCorner.properties(1000, refresh));
    }

    private List<String> relatedToTheTent(RelatedCandidates candidates) {
        return graph.names(candidates.of(graph.product("tent")));
    }

    /** Not before Neo4j has a plan, which on a cold server takes longer than anyone waits. */
    private void learn(RelatedCandidates candidates) {
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(relatedToTheTent(candidates)).containsExactly("stove"));
    }

    @Test
    void whatWasReadIsTakenFromMemoryForAWhile() throws IOException {
        var candidates = candidates(Duration.ofHours(1));
        learn(candidates);
        direct.apply(List.of(graph.placed(2, 1, "lamp")));
        assertThat(relatedToTheTent(candidates)).containsExactly("stove");
        relayed.relay().close();
        assertThat(relatedToTheTent(candidates)).containsExactly("stove");
    }

    @Test
    void whatWasReadIsReadAgainAfterAWhile() {
        var candidates = candidates(Duration.ofMillis(200));
        learn(candidates);
        direct.apply(List.of(graph.placed(2, 1, "lamp")));

        await().untilAsserted(() -> assertThat(relatedToTheTent(candidates)).containsExactly("lamp", "stove"));
        direct.apply(List.of(graph.cancelled(1, 1, "tent", "stove")));
        await().untilAsserted(() -> assertThat(relatedToTheTent(candidates)).isEmpty());
    }

    @Test
    void whereNothingIsRelatedYetTheFirstPurchaseShowsAtOnce() {
        var candidates = candidates(Duration.ofHours(1));
        learn(candidates);
        assertThat(candidates.of(graph.product("lamp"))).isEmpty();

        direct.apply(List.of(graph.placed(2, 2, "lamp", "stove")));

        assertThat(graph.names(candidates.of(graph.product("lamp")))).startsWith("stove");
    }

    @Test
    void whatIsTooOldIsStillShownWhenNeo4jHasGone() throws IOException {
        var candidates = candidates(Duration.ofNanos(1));
        learn(candidates);
        relayed.relay().close();

        assertThat(relatedToTheTent(candidates)).containsExactly("stove");
        assertThat(relatedToTheTent(candidates)).containsExactly("stove");
    }

    @Test
    void oneRequestInAWhileWaitsForANeo4jThatHasFallenSilent() {
        var candidates = candidates(Duration.ofSeconds(2));
        learn(candidates);
        relayed.relay().freeze();

        for (var round = 0; round < 2; round++) {
            var before = relayed.asked();
            await().pollInterval(Duration.ofMillis(100)).until(() -> {
                var lists = Parallel.each(10, i -> Tally.inTime(() -> relatedToTheTent(candidates)));
                assertThat(lists).containsOnly(List.of("stove"));
                return relayed.asked() > before;
            });
            assertThat(relayed.asked()).isEqualTo(before + 1);
        }
    }

    @Test
    void neo4jIsNamedWhenTheListIsNotKnown() {
        var candidates = candidates(Duration.ofHours(1));
        learn(candidates);
        relayed.relay().freeze();

        var failure = Tally.inTime(() ->
                catchThrowableOfType(StoreUnavailableException.class, () -> candidates.of(graph.product("stove"))));

        assertThat(failure).isNotNull();
        assertThat(failure.store()).isEqualTo(Store.NEO4J);
    }
}
