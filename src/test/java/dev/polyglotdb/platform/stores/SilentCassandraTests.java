package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.Node;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A node that says nothing any more and leaves its connections open, as a machine without power. */
@ShopTest
@SecondShop
class SilentCassandraTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The driver's own time before it asks a node for a sign of life. */
    private static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(30);

    private final Shop shop;
    private final StoreControl stores;
    private final CqlSession cql;

    SilentCassandraTests(Shop shop, StoreControl stores, CqlSession cql) {
        this.shop = shop;
        this.stores = stores;
        this.cql = cql;
    }

    @Test
    void itsConnectionsAreGivenUpSoonSoThatOtherNodesAreAsked() {
        await().atMost(PATIENCE).until(() -> node().getOpenConnections() > 0);
        stores.pause(Engine.CASSANDRA);
        try {
            await().atMost(DEFAULT_HEARTBEAT).until(() -> node().getOpenConnections() == 0);
        } finally {
            stores.resume(Engine.CASSANDRA);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                shop.anybody().get("/actuator/health/stores").status())
                        .isEqualTo(200));
    }

    private Node node() {
        return cql.getMetadata().getNodes().values().iterator().next();
    }
}
