package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.fixture.ShopTest;
import dev.polyglotdb.products.ProductService;
import dev.polyglotdb.recommend.Recommendations.Strategy;
import dev.polyglotdb.web.Store;
import dev.polyglotdb.web.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.neo4j.autoconfigure.Neo4jConnectionDetails;

/** A second set of the domain's objects, whose way to the same Neo4j can be cut without harm to other tests. */
@ShopTest
class OutageTests {

    private static final Duration BOUND = Duration.ofSeconds(2);

    private final PurchaseGraph graph;
    private final Relay relay;
    private final Driver driver;
    private final PopularProducts popular;
    private final RecommendService recommendations;

    OutageTests(
            Driver direct,
            Neo4jConnectionDetails neo4j,
            @Qualifier("storeCallAdvisor") Advisor storeCallAdvisor,
            ProductService products,
            RecommendProperties properties)
            throws IOException {
        graph = new PurchaseGraph(direct);
        relay = new Relay(neo4j.getUri());
        driver = GraphDatabase.driver(
                "bolt://127.0.0.1:" + relay.port(),
                neo4j.getAuthToken(),
                Config.builder()
                        .withConnectionTimeout(1, TimeUnit.SECONDS)
                        .withConnectionAcquisitionTimeout(1, TimeUnit.SECONDS)
                        .withMaxTransactionRetryTime(1, TimeUnit.SECONDS)
                        .build());
        var proxy = new ProxyFactory(new Purchases(new Graph(driver, new GraphSchema(driver), properties), properties));
        proxy.setProxyTargetClass(true);
        proxy.addAdvisor(storeCallAdvisor);
        var purchases = (Purchases) proxy.getProxy();
        popular = new PopularProducts(purchases, properties);
        recommendations = new RecommendService(purchases, popular, products);
    }

    @AfterEach
    void leaveNothing() throws IOException {
        relay.close();
        driver.close();
        graph.close();
    }

    @Test
    void whatWasPopularIsStillShownWhenNeo4jHasGone() throws IOException {
        learnWhatIsPopular();
        relay.close();

        assertAnsweredFromMemory();
    }

    @Test
    void whatWasPopularIsStillShownWhenNeo4jHasFallenSilent() {
        learnWhatIsPopular();
        relay.freeze();

        assertAnsweredFromMemory();
    }

    private void learnWhatIsPopular() {
        await().atMost(Duration.ofSeconds(40)).until(() -> {
            popular.refresh();
            return popular.lastKnown().isPresent();
        });
    }

    private void assertAnsweredFromMemory() {
        var started = System.nanoTime();
        assertThat(recommendations.recommend(graph.user(1), 10).strategy()).isEqualTo(Strategy.POPULAR);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(BOUND);
    }

    @Test
    void neo4jIsNamedWhenNothingIsKnown() throws IOException {
        relay.close();

        assertNamesNeo4j(() -> recommendations.recommend(graph.user(1), 10));
        assertNamesNeo4j(() -> recommendations.apply(List.of(graph.placed(1, 1, "tent"))));
    }

    @Test
    void neo4jIsNamedWhenItHasNeverAnswered() {
        relay.freeze();

        assertNamesNeo4j(() -> recommendations.recommend(graph.user(1), 10));
        assertNamesNeo4j(() -> recommendations.apply(List.of(graph.placed(1, 1, "tent"))));
    }

    private static void assertNamesNeo4j(Runnable call) {
        var started = System.nanoTime();
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(call::run)
                .satisfies(failure -> assertThat(failure.store()).isEqualTo(Store.NEO4J));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(BOUND);
    }

    @Test
    @Timeout(60)
    void healsWhenNeo4jAnswersAgain() {
        relay.freeze();
        assertNamesNeo4j(() -> recommendations.recommend(graph.user(1), 10));
        popular.refresh();
        relay.thaw();

        await().atMost(Duration.ofSeconds(40)).ignoreExceptions().untilAsserted(() -> {
            recommendations.apply(List.of(graph.placed(1, 1, "tent")));
            assertThat(recommendations.recommend(graph.user(1), 10).strategy()).isEqualTo(Strategy.PERSONAL);
        });
    }
}
