package dev.polyglotdb.recommend;

import dev.polyglotdb.engines.Relay;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.springframework.aop.Advisor;
import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.neo4j.autoconfigure.Neo4jConnectionDetails;

/** The same Neo4j by a way of its own, which can be cut without harm to other tests. */
final class Relayed implements AutoCloseable {

    private static final StoreTimeouts TIMEOUTS = new StoreTimeouts(Duration.ofSeconds(2));

    private final Relay relay;
    private final Driver driver;
    private final PurchaseRepository purchaseRepository;
    private final AtomicInteger asked = new AtomicInteger();

    Relayed(Neo4jConnectionDetails neo4j, Advisor storeCallAdvisor, RecommendProperties properties) {
        relay = new Relay(neo4j.getUri().getHost(), neo4j.getUri().getPort());
        driver = GraphDatabase.driver(
                "bolt://127.0.0.1:" + relay.port(),
                neo4j.getAuthToken(),
                Config.builder()
                        .withConnectionTimeout(1, TimeUnit.SECONDS)
                        .withConnectionAcquisitionTimeout(1, TimeUnit.SECONDS)
                        .withMaxTransactionRetryTime(1, TimeUnit.SECONDS)
                        .build());
        var proxy = new ProxyFactory(new PurchaseRepository(
                new Graph(driver, new GraphSchema(driver), TIMEOUTS), new WalkStatements(properties), properties));
        proxy.setProxyTargetClass(true);
        proxy.addAdvice((MethodBeforeAdvice) (method, arguments, target) -> asked.incrementAndGet());
        proxy.addAdvisor(storeCallAdvisor);
        purchaseRepository = (PurchaseRepository) proxy.getProxy();
    }

    Relay relay() {
        return relay;
    }

    PurchaseRepository purchaseRepository() {
        return purchaseRepository;
    }

    /** Returns how often Neo4j was asked for anything, whether or not it answered. */
    int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        relay.close();
        driver.close();
    }
}
