package dev.polyglotdb.orders.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.platform.stores.PostgresTransactions;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.products.ProductService;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What remains of a deleted product in PostgreSQL. */
@ShopTest
class DeletedProductTests {

    private final Shop shop;
    private final ProductService products;
    private final PostgresTransactions transactions;
    private final JdbcClient jdbc;
    private final Storekeeper storekeeper;

    DeletedProductTests(Shop shop, ProductService products, PostgresTransactions transactions, JdbcClient jdbc) {
        this.shop = shop;
        this.products = products;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.storekeeper = new Storekeeper(shop);
    }

    @Test
    void deletingAProductDeletesItsStock() {
        var product = shop.productInStock(0);

        assertThat(storekeeper.delete(product)).isEqualTo(204);

        assertThat(stockRows(product)).isZero();
        assertThat(shop.anybody().get("/products/" + product + "/stock").problem())
                .isEqualTo("not-found");
        assertThat(storekeeper.put(product, 5).problem()).isEqualTo("not-found");
        shop.admin().post("/products", """
                {"id": "%s", "name": "n", "price": {"amount": 1, "currency": "EUR"}}""".formatted(product));
        assertThat(shop.anybody()
                        .get("/products/" + product + "/stock")
                        .at("/tracked")
                        .asBoolean())
                .as("the stock of a product created again under the same id")
                .isFalse();
    }

    @Test
    void ordersKeepTheDeletedProduct() {
        var product = shop.productInStock(5);
        var ada = shop.customer();
        var order = ada.post("/orders", Person.cardOrder(product, 2, "tok_visa"));

        storekeeper.delete(product);

        var kept = ada.get("/orders/" + order.number("/id"));
        assertThat(kept.at("/items")).isEqualTo(order.at("/items"));
        assertThat(kept.text("/items/0/name")).isEqualTo("Product " + product);
        assertThat(kept.at("/items/0/unitPrice/amount").decimalValue()).isEqualByComparingTo("10");
        assertThat(kept.at("/total")).isEqualTo(order.at("/total"));
        assertThat(ada.get("/orders").at("/items/0/items")).isEqualTo(order.at("/items"));
        var cancelled = ada.post("/orders/" + order.number("/id") + "/cancel");
        assertThat(cancelled.text("/status")).isEqualTo("CANCELLED");
        assertThat(cancelled.at("/items")).isEqualTo(order.at("/items"));
        assertThat(stockRows(product))
                .as("no stock is returned to a deleted product")
                .isZero();
    }

    @Test
    void aDeletedProductCanNoLongerBeOrdered() {
        var product = shop.productInStock(5);
        var other = shop.productInStock(5);
        storekeeper.delete(product);

        var reply = shop.customer().post("/orders", """
                {"items": [{"productId": "%s", "quantity": 1}, {"productId": "%s", "quantity": 1}]}""".formatted(other, product));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.problem()).isEqualTo("unknown-product");
        assertThat(reply.texts("/productIds", "")).containsExactly(product);
        assertThat(shop.anybody().get("/products/" + other + "/stock").number("/onHand"))
                .isEqualTo(5);
    }

    /** The whole deletion happens between the read of the catalog and the write of the stock. */
    @Test
    void stockSetDuringTheDeletionDoesNotOutliveTheProduct() {
        var product = shop.product("1.00");
        var late = new StockRepository(jdbc) {
            @Override
            void set(String productId, int onHand) {
                assertThat(storekeeper.delete(productId)).isEqualTo(204);
                super.set(productId, onHand);
            }
        };

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new StockAdministration(late, products, transactions).replace(product, 5))
                .satisfies(
                        refused -> assertThat(refused.getStatusCode().value()).isEqualTo(404));

        assertThat(stockRows(product)).isZero();
    }

    @Test
    void settingAndDeletingAtTheSameTimeLeavesNoStock() {
        for (var round = 0; round < 25; round++) {
            var product = shop.product("1.00");

            var statuses = new ArrayList<>(Parallel.each(
                    4,
                    i -> i == 2
                            ? storekeeper.delete(product)
                            : storekeeper.put(product, i).status()));

            assertThat(statuses.remove(2)).isEqualTo(204);
            assertThat(statuses).isSubsetOf(200, 404);
            assertThat(stockRows(product)).isZero();
        }
    }

    private long stockRows(String product) {
        return jdbc.sql("select count(*) from stock where product_id = :id")
                .param("id", product)
                .query(Long.class)
                .single();
    }
}
