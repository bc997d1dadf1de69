package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.recommend.Recommendations.Strategy;
import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.neo4j.driver.Driver;
import org.springframework.aop.Advisor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.neo4j.autoconfigure.Neo4jConnectionDetails;

/** A second set of the domain's objects, whose way to the same Neo4j can be cut without harm to other tests. */
@ShopTest
class OutageTests {

    private final GraphCorner graph;
    private final Relayed relayed;
    private final PopularProducts popular;
    private final RecommendService recommendations;
    private final Shop shop;

    OutageTests(
            Driver direct,
            Neo4jConnectionDetails neo4j,
            @Qualifier("storeCallAdvisor") Advisor storeCallAdvisor,
            AvailableCandidates offers,
            PurchaseHistory history,
            @Qualifier("applicationTaskExecutor") Executor executor,
            RecommendProperties properties,
            Shop shop)
            throws IOException {
        this.shop = shop;
        graph = new GraphCorner(direct);
        relayed = new Relayed(neo4j, storeCallAdvisor, properties);
        popular = new PopularProducts(relayed.purchaseRepository(), offers, executor, properties);
        recommendations = new RecommendService(relayed.purchaseRepository(), popular, offers, history);
    }

    @AfterEach
    void leaveNothing() throws IOException {
        relayed.close();
        graph.close();
    }

    @Test
    void whatWasPopularIsStillShownWhenNeo4jHasGone() throws IOException {
        LastKnown.await(popular);
        relayed.relay().close();

        assertAnsweredFromMemory();
    }

    @Test
    void whatWasPopularIsStillShownWhenNeo4jHasFallenSilent() {
        LastKnown.await(popular);
        relayed.relay().freeze();

        assertAnsweredFromMemory();
    }

    @Test
    void whatTheUserHasBoughtIsNotShownWithoutNeo4jEither() throws IOException {
        var customer = shop.customer();
        var tent = shop.product("10.00");
        var lamp = shop.product("10.00");
        assertThat(customer.orders(tent, 1).status()).isEqualTo(201);
        assertThat(customer.post("/orders/" + customer.orders(lamp, 1).number("/id") + "/cancel")
                        .status())
                .isEqualTo(200);
        graph.run("""
                UNWIND $products AS id MERGE (product:Product {id: id}) SET product.buyers = 3000000""", Map.of("products", List.of(tent, lamp)));
        try {
            await().untilAsserted(() -> {
                popular.refresh();
                assertThat(popular.lastKnown().orElse(List.of()).stream().limit(2))
                        .extracting(Candidate::productId)
                        .containsExactlyInAnyOrder(tent, lamp);
            });
            relayed.relay().close();

            assertThat(recommendations.recommend(customer.id(), 50).items())
                    .extracting(Recommendations.Item::productId)
                    .contains(lamp)
                    .doesNotContain(tent);
        } finally {
            graph.run("""
                    UNWIND $products AS id MATCH (product:Product {id: id})
                    SET product.buyers = COUNT { MATCH (product)<-[:BOUGHT]-(user) RETURN DISTINCT user }""", Map.of("products", List.of(tent, lamp)));
        }
    }

    private void assertAnsweredFromMemory() {
        var recommended = Tally.inTime(() -> recommendations.recommend(graph.user(1), 10));

        LastKnown.assertShown(recommended);
    }

    @Test
    void neo4jIsNamedWhenNothingIsKnown() throws IOException {
        relayed.relay().close();

        assertNamesNeo4j(() -> recommendations.recommend(graph.user(1), 10));
        assertNamesNeo4j(() -> relayed.purchaseRepository().apply(List.of(graph.placed(1, 1, "tent"))));
    }

    @Test
    void neo4jIsNamedWhenItHasNeverAnswered() {
        relayed.relay().freeze();

        assertNamesNeo4j(() -> recommendations.recommend(graph.user(1), 10));
        assertNamesNeo4j(() -> relayed.purchaseRepository().apply(List.of(graph.placed(1, 1, "tent"))));
    }

    private static void assertNamesNeo4j(Runnable call) {
        var failure = Tally.inTime(() -> catchThrowableOfType(StoreUnavailableException.class, call::run));

        assertThat(failure).isNotNull();
        assertThat(failure.store()).isEqualTo(Store.NEO4J);
    }

    @Test
    @Timeout(60)
    void healsWhenNeo4jAnswersAgain() {
        relayed.relay().freeze();
        assertNamesNeo4j(() -> recommendations.recommend(graph.user(1), 10));
        popular.refresh();
        relayed.relay().pass();

        await().ignoreExceptions().untilAsserted(() -> {
            relayed.purchaseRepository().apply(List.of(graph.placed(1, 1, "tent")));
            assertThat(recommendations.recommend(graph.user(1), 10).strategy()).isEqualTo(Strategy.PERSONAL);
        });
    }
}
