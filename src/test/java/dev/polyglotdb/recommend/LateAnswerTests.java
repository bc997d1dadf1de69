package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreOverloadedException;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.TransactionConfig;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.annotation.Qualifier;

/** Neo4j ends a transaction by itself that takes too long. Then it is neither away nor are we at fault. */
@ShopTest
class LateAnswerTests {

    /** Far more rows than Neo4j counts before it looks for transactions that take too long. */
    private static final String ENDLESS = "UNWIND range(1, 10000000000) AS i WITH i WHERE i < 0 RETURN count(i)";

    private final AtomicBoolean late = new AtomicBoolean();
    private final GraphCorner graph;
    private final PopularProducts popular;
    private final RecommendService recommendations;

    LateAnswerTests(
            Driver driver,
            @Qualifier("storeCallAdvisor") Advisor storeCallAdvisor,
            AvailableCandidates offers,
            PurchaseHistory history,
            @Qualifier("applicationTaskExecutor") Executor executor) {
        var properties = GraphCorner.patientProperties();
        graph = new GraphCorner(driver);
        var proxy = new ProxyFactory(graph.purchaseRepository(properties));
        proxy.setProxyTargetClass(true);
        proxy.addAdvisor(storeCallAdvisor);
        proxy.addAdvice((MethodInterceptor) call -> {
            if (late.get()) {
                neverEnd(driver);
            }
            return call.proceed();
        });
        var purchaseRepository = (PurchaseRepository) proxy.getProxy();
        popular = new PopularProducts(purchaseRepository, offers, executor, properties);
        recommendations = new RecommendService(purchaseRepository, popular, offers, history);
    }

    private static void neverEnd(Driver driver) {
        var config =
                TransactionConfig.builder().withTimeout(Duration.ofMillis(1)).build();
        try (var session = driver.session()) {
            session.run(ENDLESS, config).consume();
        }
    }

    @AfterEach
    void leaveNothing() {
        graph.close();
    }

    @Test
    void whatWasPopularIsShownInsteadOfAWalkThatTakesTooLong() {
        LastKnown.await(popular);
        assertThat(recommendations.recommend(graph.user(1), 10).truncated()).isFalse();
        late.set(true);

        var recommended = recommendations.recommend(graph.user(1), 10);
        LastKnown.assertShown(recommended);
    }

    @Test
    void neo4jIsNamedIfNothingIsKnown() {
        late.set(true);

        assertThatExceptionOfType(StoreOverloadedException.class)
                .isThrownBy(() -> recommendations.recommend(graph.user(1), 10))
                .satisfies(failure -> assertThat(failure.store()).isEqualTo(Store.NEO4J))
                .havingCause()
                .withMessageContaining("timeout");
    }
}
