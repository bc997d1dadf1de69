package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the trace of an order leaves out. */
@ShopTest
@SideBySide
class OrderTraceLimitsTests {

    private final Shop shop;
    private final JdbcClient jdbc;
    private final Person ada;
    private final TracedOrders tracedOrders;
    private final String product;

    OrderTraceLimitsTests(Shop shop, JdbcClient jdbc) {
        this.shop = shop;
        this.jdbc = jdbc;
        this.ada = shop.customer();
        this.tracedOrders = new TracedOrders(ada);
        this.product = shop.productInStock(5);
    }

    @Test
    void whatOnlyTheNextVersionKnowsOfAnOrderIsLeftOut() {
        var order = tracedOrders.place(Person.order(product, 1), null);
        var steps = tracedOrders.completed(order).texts("/steps", "/name");
        jdbc.sql("""
                        insert into order_operations (order_id, kind, began_at, steps)
                        values (:id, 'RETURN', now(), '[]'),
                               (:id, 'SHIP', now(), '[{"name": "pack", "store": "postgres", "begun": 0, "took": 5, "by": 1}]')""")
                .param("id", Long.parseLong(order.substring(order.lastIndexOf('/') + 1)))
                .update();

        assertThat(tracedOrders.completed(order).texts("/steps", "/name"))
                .containsAll(steps)
                .contains("pack")
                .hasSize(steps.size() + 1);
    }

    @Test
    void ofManyProductsSomeAreShown() {
        var items = String.join(
                ",",
                IntStream.range(0, 12)
                        .mapToObj(i -> "{\"productId\": \"%s\", \"quantity\": 1}".formatted(shop.product("1.00")))
                        .toList());
        var order = tracedOrders.place("{\"items\": [" + items + "]}", null);

        var stores = tracedOrders.completed(order).at("/stores");

        assertThat(stores.at("/postgres/items").size()).isEqualTo(12);
        assertThat(stores.at("/mongodb/documents").size()).isEqualTo(10);
        assertThat(stores.at("/neo4j/edges").size()).isEqualTo(10);
        for (var store : List.of("mongodb", "redis", "cassandra", "neo4j")) {
            assertThat(stores.at("/" + store + "/omitted").asInt()).as(store).isEqualTo(2);
        }
    }

    @Test
    void stepsAreForgottenAfterADay() {
        var order = tracedOrders.place(Person.order(product, 1), null);
        tracedOrders.completed(order);
        var id = Long.parseLong(order.substring("/orders/".length()));
        for (var aged : List.of(
                "update outbox_settled set settled_at = settled_at - :day, claimed_at = claimed_at - :day,"
                        + " promised_at = promised_at - :day where order_id = :id",
                "update order_operations set began_at = began_at - :day where order_id = :id")) {
            jdbc.sql(aged.replace(":day", "interval '25 hours'"))
                    .param("id", id)
                    .update();
        }

        await().until(() -> ada.get(order + "/trace").at("/steps").isEmpty());
        assertThat(ada.get(order + "/trace").at("/stores/neo4j/edges").size()).isOne();
    }
}
