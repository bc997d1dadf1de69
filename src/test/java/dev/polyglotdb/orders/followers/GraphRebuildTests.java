package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.orders.PatientOrders;
import dev.polyglotdb.testing.SecondShop;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import tools.jackson.databind.json.JsonMapper;

/** A check finds purchases that are missing from the graph or belong to no order, and a rebuild repairs them. */
@ShopTest
@SecondShop
class GraphRebuildTests extends FollowingFixture {

    private final RawGraph graph;
    private final PurchaseGraphFollower follower;
    private final JsonMapper json;

    GraphRebuildTests(Shop shop, Driver neo4j, PurchaseGraphFollower follower, JsonMapper json) {
        super(shop);
        this.follower = follower;
        this.json = json;
        this.graph = new RawGraph(neo4j);
    }

    @Test
    void anEmptiedGraphIsBroughtBack() {
        var bought = shop.product("3.00");
        var alsoBought = shop.product("3.00");
        var ada = shop.customer();
        var bruno = shop.customer();
        following.placed(ada, bought);
        following.placed(bruno, bought);
        following.placed(bruno, alsoBought);
        var cancelled = following.placed(ada, alsoBought);
        PatientOrders.cancel(ada, cancelled);
        following.awaitApplied(ada, cancelled);

        graph.run("MATCH (node) DETACH DELETE node", Map.of());
        assertThat(following.check().at("/recommendations/equal").asBoolean()).isFalse();
        following.rebuild("recommendations");

        following.assertEqual();
        // A graph that has just been filled may answer too late at first; then the list is the popular products.
        await().untilAsserted(() -> assertThat(ada.get("/recommend/" + ada.id()).texts("/items", "/productId"))
                .contains(alsoBought));
        assertThat(graph.run("MATCH (p:Product {id: $id}) RETURN p.buyers AS n", Map.of("id", alsoBought)))
                .isEqualTo(1);
    }

    @Test
    void graphEntriesThatBelongToNoOrderAreFoundAndRemoved() {
        var ada = shop.customer();
        var product = shop.product("3.00");
        var other = shop.product("3.00");
        following.placed(ada, product);
        var order = following.placed(ada, other);
        var parameters = Map.<String, Object>of(
                "user", ada.id(), "product", product, "other", other, "order", order, "none", FollowingStores.NO_ORDER);

        graph.run("""
                MATCH (user:User {id: $user}), (product:Product {id: $product})
                CREATE (user)-[:BOUGHT {userId: $user, productId: $product, orderId: $none, at: 1}]->(product)
                CREATE (user)-[:BOUGHT {orderId: $none}]->(product)
                CREATE (:Order {id: $none, version: 0})
                SET product.buyers = 7""", parameters);
        graph.run("MATCH (order:Order {id: $order}) SET order.version = 99", parameters);
        graph.run("MATCH ()-[bought:BOUGHT {orderId: $order}]->() DELETE bought", parameters);

        assertThat(following.differences("recommendations"))
                .containsExactlyInAnyOrder(
                        "the purchase of product %s by user %d in order %d is missing"
                                .formatted(other, ada.id(), order),
                        "the purchase of product %s by user %d in order %d belongs to no order that stands"
                                .formatted(product, ada.id(), FollowingStores.NO_ORDER),
                        "a purchase in order %d leads elsewhere".formatted(FollowingStores.NO_ORDER),
                        "order %d is unknown in this version".formatted(FollowingStores.NO_ORDER),
                        "order %d is unknown in this version".formatted(order),
                        "the number of buyers of product %s is wrong".formatted(product),
                        "the number of buyers of product %s is wrong".formatted(other),
                        "the number of products of user %d is wrong".formatted(ada.id()));
        following.rebuild("recommendations");

        following.assertEqual();
        assertThat(graph.run("MATCH (p:Product {id: $product}) RETURN p.buyers AS n", parameters))
                .isEqualTo(1);
        assertThat(graph.run("MATCH (u:User {id: $user}) RETURN u.products AS n", parameters))
                .isEqualTo(2);
    }

    @Test
    void workThatIsInterruptedAfterEachStepEndsLikeAnyOther() {
        var product = shop.product("3.00");
        following.placed(shop.customer(), product);
        graph.run("MATCH (product:Product {id: $id}) SET product.buyers = 7", Map.of("id", product));
        var undisturbed = UndisturbedJob.toTheEnd(follower::reconcile);
        assertThat(undisturbed.differences()).hasSize(1);

        assertThat(InterruptedJob.toTheEnd(json, follower::reconcile)).isEqualTo(undisturbed);
        InterruptedJob.runToTheEnd(json, follower::prune);
        InterruptedJob.runToTheEnd(json, follower::finish);

        assertThat(UndisturbedJob.toTheEnd(follower::reconcile).differences()).isEmpty();
    }

    @Test
    void whatOthersKeepInTheGraphIsNoneOfItsBusiness() {
        var parameters = Map.<String, Object>of("name", Shop.unique("person"));
        graph.run("CREATE (:Person {name: $name})-[:BOUGHT {price: 3}]->(:Thing {name: $name})", parameters);
        assertNoneOfItsBusiness(parameters);
    }

    @Test
    void whatOthersKeepUnderKeysLikeOursIsNoneOfItsBusiness() {
        var parameters = Map.<String, Object>of("name", Shop.unique("person"), "none", FollowingStores.NO_ORDER);
        graph.run("""
                CREATE (:Person {name: $name})
                  -[:BOUGHT {userId: 1, productId: $name, orderId: $none, at: 1}]->(:Thing {name: $name})""", parameters);
        assertNoneOfItsBusiness(parameters);
    }

    @Test
    void anEdgeOfOthersThatTakesTheKeysOfAPurchaseIsToldUntilTheyRemoveIt() {
        var ada = shop.customer();
        var product = shop.product("3.00");
        var order = following.placed(ada, product);
        var parameters = Map.<String, Object>of(
                "name", Shop.unique("person"), "user", ada.id(), "product", product, "order", order);
        graph.run("MATCH ()-[bought:BOUGHT {orderId: $order}]->() DELETE bought", parameters);
        graph.run("""
                CREATE (:Person {name: $name})
                  -[:BOUGHT {userId: $user, productId: $product, orderId: $order, at: 1}]->(:Thing {name: $name})""", parameters);
        try {
            following.rebuild("recommendations");

            assertThat(following.differences("recommendations"))
                    .contains("the purchase of product %s by user %d in order %d is missing"
                            .formatted(product, ada.id(), order));
        } finally {
            graph.run("MATCH (node) WHERE node.name = $name DETACH DELETE node", parameters);
        }
        following.rebuild("recommendations");
        following.assertEqual();
    }

    private void assertNoneOfItsBusiness(Map<String, Object> parameters) {
        try {
            following.awaitEqual();
            following.rebuild("recommendations");
            following.assertEqual();

            assertThat(graph.run("MATCH (:Person {name: $name})-[b:BOUGHT]->(:Thing) RETURN count(b) AS n", parameters))
                    .isEqualTo(1);
        } finally {
            graph.run("MATCH (node) WHERE node.name = $name DETACH DELETE node", parameters);
        }
    }
}
