package dev.polyglotdb.orders.followers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

/** A check expects nothing of a user who has left, and a rebuild brings nothing back. */
@ShopTest
@SecondShop
class ErasedUserTests {

    private final Shop shop;
    private final FollowingStores following;
    private final RawGraph graph;

    ErasedUserTests(Shop shop, Driver neo4j) {
        this.shop = shop;
        this.following = new FollowingStores(shop);
        this.graph = new RawGraph(neo4j);
    }

    @BeforeEach
    void nothingIsLeftOfOtherTests() {
        following.leaveOnlyOrders();
    }

    @Test
    void theStoresEqualTheOrdersBeforeAndAfterARebuild() {
        var product = shop.product("3.00");
        var ada = shop.customer();
        following.placed(shop.customer(), product);
        following.placed(ada, product);
        var cancelled = following.placed(ada, product);
        ada.post("/orders/" + cancelled + "/cancel");

        var erasure = shop.admin()
                .client()
                .send("DELETE", "/users/" + ada.id(), BodyPublishers.noBody())
                .header("Location")
                .orElseThrow();
        await().atMost(40, SECONDS)
                .until(() -> shop.admin().get(erasure).text("/status").equals("COMPLETED"));

        following.assertEqual();
        following.rebuild("activity");
        following.rebuild("recommendations");
        following.assertEqual();
        assertThat(graph.run("MATCH (u:User {id: $user}) RETURN count(u) AS n", Map.of("user", ada.id())))
                .isZero();
        assertThat(graph.run("MATCH (p:Product {id: $id}) RETURN p.buyers AS n", Map.of("id", product)))
                .isEqualTo(1);
    }
}
