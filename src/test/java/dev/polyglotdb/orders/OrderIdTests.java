package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A PostgreSQL that took over without its last transactions gives out ids a second time. */
@ShopTest
class OrderIdTests {

    private final Shop shop;
    private final JdbcClient jdbc;

    OrderIdTests(Shop shop, JdbcClient jdbc) {
        this.shop = shop;
        this.jdbc = jdbc;
    }

    @Test
    void anOrderWhoseIdIsTakenGetsTheNextOne() {
        var product = shop.product("10.00");
        var customer = shop.customer();
        var ids = new HashSet<Long>();
        for (var number = 0; number < Order.IDS_AT_A_TIME; number++) {
            ids.add(order(customer, product, "tok_visa"));
        }
        back("orders_seq");
        back("payments_seq");

        for (var number = 0; number < Order.IDS_AT_A_TIME; number++) {
            ids.add(order(customer, product, number % 2 == 0 ? "tok_visa" : "tok_declined"));
        }

        assertThat(ids).hasSize(2 * Order.IDS_AT_A_TIME);
    }

    /** The next block is the one that was given out last. */
    private void back(String sequence) {
        jdbc.sql("select setval('%1$s', greatest(1, (select last_value from %1$s) - %2$d))"
                        .formatted(sequence, Order.IDS_AT_A_TIME))
                .query(Long.class)
                .single();
    }

    /** Repeats what a busy machine was too slow for. */
    private static long order(Person customer, String product, String token) {
        var key = Shop.unique("order");
        var request = Person.cardOrder(product, 1, token);
        var order = await().atMost(Duration.ofMinutes(1))
                .until(() -> customer.ordersOnce(key, request), reply -> reply.status() != 503);
        assertThat(order.status()).as(order.toString()).isIn(201, 402);
        return order.number(order.status() == 201 ? "/id" : "/orderId");
    }
}
