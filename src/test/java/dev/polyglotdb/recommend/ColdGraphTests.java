package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.testing.ShopTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.async.AsyncSession;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.annotation.Qualifier;

/** Neo4j has just started: what it is asked for the first time takes too long, and calls may still be refused. */
@ShopTest
class ColdGraphTests {

    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Set<String> called = ConcurrentHashMap.newKeySet();
    private final Driver driver;
    private final GraphCorner graph;
    private final PopularProducts popular;
    private final RecommendService recommendations;

    ColdGraphTests(
            Driver driver,
            AvailableCandidates offers,
            PurchaseHistory history,
            @Qualifier("applicationTaskExecutor") Executor executor) {
        this.driver = driver;
        var properties = GraphCorner.patientProperties();
        graph = new GraphCorner(driver);
        var proxy = new ProxyFactory(graph.purchaseRepository(properties));
        proxy.setProxyTargetClass(true);
        proxy.addAdvice((MethodInterceptor) call -> {
            var name = call.getMethod().getName();
            called.add(name);
            if (refused.contains(name)) {
                throw new StoreUnavailableException(Store.NEO4J, new TimeoutException(name));
            }
            return call.proceed();
        });
        var purchaseRepository = (PurchaseRepository) proxy.getProxy();
        popular = new PopularProducts(purchaseRepository, offers, executor, properties);
        recommendations = new RecommendService(purchaseRepository, popular, offers, history);
    }

    @AfterEach
    void leaveNothing() {
        graph.close();
    }

    @Test
    void whatIsPopularIsShownWhileNeo4jIsNotReadyForWalks() {
        refused.addAll(Set.of("walk", "warmUp"));

        LastKnown.await(popular);

        var recommended = recommendations.recommend(graph.user(1), 10);
        LastKnown.assertShown(recommended);
    }

    @Test
    void walksAreWarmedUpUntilThatSucceeds() {
        refused.add("warmUp");
        LastKnown.await(popular);
        await().until(() -> called.contains("warmUp"));

        refused.clear();
        called.clear();

        await().untilAsserted(() -> {
            popular.refresh();
            assertThat(called).contains("warmUp");
        });
    }

    @Test
    void aCallThatIsRefusedAtOnceEndsNothingForGood() {
        refused.add("warmUpMostBought");
        popular.refresh();
        await().until(() -> called.contains("warmUpMostBought"));
        assertThat(popular.lastKnown()).isEmpty();

        refused.clear();

        LastKnown.await(popular);
    }

    @Test
    void neo4jPlansAllThatRequestsAskAndWalksForSomebody() throws Exception {
        var properties = GraphCorner.patientProperties();
        graph.purchaseRepository(properties)
                .apply(List.of(graph.placed(1, 1, "tent"), graph.placed(2, 2, "tent", "stove")));
        var sent = Collections.synchronizedList(new ArrayList<String>());
        var recorded = new GraphCorner(recording(driver, sent)).purchaseRepository(properties);

        recorded.warmUpMostBought().toCompletableFuture().get(60, TimeUnit.SECONDS);
        recorded.warmUp().toCompletableFuture().get(60, TimeUnit.SECONDS);

        assertThat(sent)
                .contains(WalkStatements.RECOMMENDED)
                .contains(explained(WalkStatements.RELATED, WalkStatements.EXPLAINED, GraphView.HOLDINGS))
                .contains(explained(PurchaseRepository.POPULAR, PurchaseRepository.BOUGHT, PurchaseRepository.USER))
                .contains(explained(PurchaseRepository.APPLY.toArray(String[]::new)));
    }

    private static String[] explained(String... statements) {
        return Stream.of(statements).map("EXPLAIN "::concat).toArray(String[]::new);
    }

    /** The same driver, which notes what its asynchronous sessions send. */
    private static Driver recording(Driver driver, List<String> sent) {
        return advised(driver, Driver.class, call -> {
            var result = call.proceed();
            return result instanceof AsyncSession session
                    ? advised(session, AsyncSession.class, sending -> {
                        if (sending.getMethod().getName().equals("runAsync")) {
                            sent.add((String) sending.getArguments()[0]);
                        }
                        return sending.proceed();
                    })
                    : result;
        });
    }

    private static <T> T advised(T target, Class<T> type, MethodInterceptor advice) {
        var proxy = new ProxyFactory(target);
        proxy.setInterfaces(type);
        proxy.addAdvice(advice);
        return type.cast(proxy.getProxy());
    }
}
