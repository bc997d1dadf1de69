package dev.polyglotdb.orders.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class StockTests {

    private final Shop shop;
    private final JdbcClient jdbc;

    StockTests(Shop shop, JdbcClient jdbc) {
        this.shop = shop;
        this.jdbc = jdbc;
    }

    @Test
    void everyProductOutOfStockIsNamed() {
        var enough = shop.productInStock(5);
        var scarce = shop.productInStock(1);
        var none = shop.productInStock(0);

        var reply = shop.customer().post("/orders", """
                {"items": [{"productId": "%s", "quantity": 5}, {"productId": "%s", "quantity": 2},
                           {"productId": "%s", "quantity": 1}]}""".formatted(enough, scarce, none));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.problem()).isEqualTo("out-of-stock");
        assertThat(reply.texts("/items", "/productId")).containsExactlyInAnyOrder(scarce, none);
        assertThat(reply.texts("/items", "/requested")).containsExactlyInAnyOrder("2", "1");
        assertThat(reply.texts("/items", "/available")).containsExactlyInAnyOrder("1", "0");
        assertThat(onHand(enough)).as("no stock was taken").isEqualTo(5);
    }

    @Test
    void onceShippedNothingCanBeGivenBackAndNothingIsKeptOfIt() {
        var product = shop.productInStock(5);
        var order = shop.customer().orders(product, 2).number("/id");
        assertThat(takings(order)).isOne();

        assertThat(shop.admin().post("/orders/" + order + "/ship").status()).isEqualTo(200);

        assertThat(takings(order)).isZero();
        assertThat(onHand(product)).isEqualTo(3);
    }

    private long takings(long order) {
        return jdbc.sql("select count(*) from stock_takings where order_id = :order")
                .param("order", order)
                .query(Long.class)
                .single();
    }

    @Test
    void anUntrackedProductNeverRunsOut() {
        var product = shop.product("1.00");

        assertThat(shop.customer().orders(product, 1000).status()).isEqualTo(201);
        assertThat(shop.customer().orders(product, 1000).status()).isEqualTo(201);
    }

    @Test
    void manyConcurrentBuyersGetExactlyTheStock() {
        var scarce = shop.productInStock(7);
        var buyers = Parallel.each(20, i -> shop.customer());

        var statuses = Parallel.each(20, i -> buyers.get(i).orders(scarce, 1)).stream()
                .map(Reply::status)
                .toList();

        assertThat(statuses).containsOnly(201, 409);
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(7);
        assertThat(onHand(scarce)).isZero();
    }

    @Test
    void overlappingBasketsInAnyOrderNeverDeadlock() {
        var products = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            products.add(shop.productInStock(1000));
        }
        var ada = shop.customer();

        var statuses = Parallel.each(60, i -> ada.post("/orders", shuffled(products, new Random(i)))).stream()
                .map(Reply::status)
                .toList();

        assertThat(statuses).containsOnly(201);
        assertThat(products).allSatisfy(product -> assertThat(onHand(product)).isEqualTo(1000 - 60));
    }

    @Test
    void aRefusedOrderReleasesItsAuthorizedPayment() {
        // The amount tells this payment from all others.
        var amount = new BigDecimal(ThreadLocalRandom.current().nextInt(10_000, 100_000) + ".37");
        var none = shop.product(amount.toString());
        putStock(none, 0);

        var reply = shop.customer().post("/orders", Person.cardOrder(none, 1, "tok_visa"));

        assertThat(reply.problem()).isEqualTo("out-of-stock");
        assertThat(jdbc.sql("""
                                select g.status || coalesce(', still attempt ' || a.reference, '') from simulated_gateway g
                                left join payment_attempts a on a.reference = g.reference where g.amount = :amount""").param("amount", amount).query(String.class).list())
                .containsExactly("RELEASED");
    }

    @Test
    void aCancelledOrderGivesNothingBackOfWhatWasNotTrackedWhenItWasPlaced() {
        var product = shop.product("10.00");
        var ada = shop.customer();
        var order = ada.orders(product, 3).number("/id");
        putStock(product, 5);

        assertThat(ada.post("/orders/" + order + "/cancel").status()).isEqualTo(200);

        assertThat(onHand(product)).isEqualTo(5);
    }

    @Test
    void aNewProductUnderAnOldIdGetsNothingOfTheOldOnesOrders() {
        var product = shop.productInStock(10);
        var ada = shop.customer();
        var old = ada.orders(product, 2).number("/id");
        shop.admin().client().send("DELETE", "/products/" + product, HttpRequest.BodyPublishers.noBody());
        shop.admin().post("/products", """
                {"id": "%s", "name": "new", "price": {"amount": 10.00, "currency": "USD"}}""".formatted(product));
        putStock(product, 7);
        var recent = ada.orders(product, 3).number("/id");

        ada.post("/orders/" + old + "/cancel");
        assertThat(onHand(product)).isEqualTo(4);

        ada.post("/orders/" + recent + "/cancel");
        ada.post("/orders/" + recent + "/cancel");
        assertThat(onHand(product)).isEqualTo(7);
    }

    private void putStock(String product, int onHand) {
        var reply = shop.admin()
                .client()
                .with("Content-Type", "application/json")
                .send(
                        "PUT",
                        "/products/" + product + "/stock",
                        HttpRequest.BodyPublishers.ofString("{\"onHand\": %d}".formatted(onHand)));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    }

    private static String shuffled(ArrayList<String> products, Random random) {
        var order = new ArrayList<>(products);
        Collections.shuffle(order, random);
        return order.stream()
                .map("{\"productId\": \"%s\", \"quantity\": 1}"::formatted)
                .toList()
                .toString()
                .transform("{\"items\": %s}"::formatted);
    }

    private int onHand(String product) {
        return jdbc.sql("select on_hand from stock where product_id = :id")
                .param("id", product)
                .query(Integer.class)
                .single();
    }
}
