package dev.polyglotdb.resilience.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Idempotency keys are plain texts, and no hostile text matches a product. */
@ShopTest
@SideBySide
class OrderInjectionTests extends InjectionFixture {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    OrderInjectionTests(Shop shop) {
        super(shop);
    }

    @Test
    void ordersTakeNoTextForAProductOrAKey() {
        var ada = shop.customer();
        var product = shop.product("1.00");
        var orders = new HashSet<String>();
        var keys = HostileText.INJECTIONS.stream()
                .filter(text -> text.matches("[ -~]*[!-~]"))
                .toList();
        for (var key : keys) {
            var first = ada.ordersOnce(key, Person.order(product, 1));
            var second = ada.ordersOnce(key, Person.order(product, 1));
            assertThat(second.text("/id")).as(key).isEqualTo(first.text("/id"));
            orders.add(first.text("/id"));
        }
        assertThat(orders).hasSize(keys.size());
        var texts = HostileText.INJECTIONS.stream()
                .filter(text -> !text.matches("[\\w.-]+"))
                .toList();
        for (var text : texts) {
            var order = NODES.objectNode();
            order.putArray("items").addObject().put("productId", text).put("quantity", 1);
            assertThat(ada.post("/orders", order.toString()).problem()).as(text).isEqualTo("validation");
        }
        assertThat(ada.get("/orders?limit=100").at("/items")).hasSize(keys.size());
    }
}
