package dev.polyglotdb.orders.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.platform.stores.PostgresTransactions;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.products.ProductDeleted;
import dev.polyglotdb.products.ProductService;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What remains of a deleted product in PostgreSQL. */
@ShopTest
class DeletedProductTests {

    private final Shop shop;
    private final ProductService products;
    private final PostgresTransactions transactions;
    private final JdbcClient jdbc;
    private final ConfigurableApplicationContext context;

    DeletedProductTests(
            Shop shop,
            ProductService products,
            PostgresTransactions transactions,
            JdbcClient jdbc,
            ConfigurableApplicationContext context) {
        this.shop = shop;
        this.products = products;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.context = context;
    }

    @Test
    void deletingAProductDeletesItsStock() {
        var product = shop.productInStock(0);

        assertThat(delete(product)).isEqualTo(204);

        assertThat(stockRows(product)).isZero();
        assertThat(shop.anybody().get("/products/" + product + "/stock").problem())
                .isEqualTo("not-found");
        assertThat(put(product, 5).problem()).isEqualTo("not-found");
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

        delete(product);

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
        delete(product);

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
                assertThat(delete(productId)).isEqualTo(204);
                super.set(productId, onHand);
            }
        };

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new StockAdministration(late, products, transactions).replace(product, 5))
                .satisfies(
                        refused -> assertThat(refused.getStatusCode().value()).isEqualTo(404));

        assertThat(stockRows(product)).isZero();
    }

    /** All of it happens between the removal from the catalog and that of the stock. */
    @Test
    void theStockOfAProductThatWasMadeAnewMeanwhileIsItsOwn() {
        var product = shop.productInStock(5);
        context.addApplicationListener(new MadeAnew(product));

        delete(product);

        assertThat(shop.anybody().get("/products/" + product + "/stock").number("/onHand"))
                .isEqualTo(7);
    }

    /** Somebody asks to delete a product that is not there, and somebody else makes it. */
    @Test
    void theStockOfAProductThatIsMadeWhileItsDeletionIsRefusedIsKeptToo() {
        var product = Shop.unique("refused");
        context.addApplicationListener(new MadeAnew(product));

        assertThat(delete(product)).isEqualTo(404);

        assertThat(shop.anybody().get("/products/" + product + "/stock").number("/onHand"))
                .isEqualTo(7);
    }

    /** Makes the product anew as soon as it is known to be deleted, before anybody else hears of it. */
    private final class MadeAnew implements ApplicationListener<PayloadApplicationEvent<ProductDeleted>>, Ordered {

        private final String product;

        MadeAnew(String product) {
            this.product = product;
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }

        @Override
        public void onApplicationEvent(PayloadApplicationEvent<ProductDeleted> event) {
            if (event.getPayload().productId().equals(product)) {
                context.removeApplicationListener(this);
                assertThat(shop.admin()
                                .post("/products", """
                                        {"id": "%s", "name": "n", "price": {"amount": 1, "currency": "EUR"}}""".formatted(product))
                                .status())
                        .isEqualTo(201);
                assertThat(put(product, 7).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void settingAndDeletingAtTheSameTimeLeavesNoStock() {
        for (var round = 0; round < 25; round++) {
            var product = shop.product("1.00");

            var statuses = new ArrayList<>(Parallel.each(
                    4, i -> i == 2 ? delete(product) : put(product, i).status()));

            assertThat(statuses.remove(2)).isEqualTo(204);
            assertThat(statuses).isSubsetOf(200, 404);
            assertThat(stockRows(product)).isZero();
        }
    }

    private int delete(String product) {
        return shop.admin()
                .client()
                .send("DELETE", "/products/" + product, BodyPublishers.noBody())
                .status();
    }

    private Reply put(String product, int onHand) {
        return shop.admin()
                .client()
                .with("Content-Type", "application/json")
                .send(
                        "PUT",
                        "/products/" + product + "/stock",
                        BodyPublishers.ofString("{\"onHand\": " + onHand + "}"));
    }

    private long stockRows(String product) {
        return jdbc.sql("select count(*) from stock where product_id = :id")
                .param("id", product)
                .query(Long.class)
                .single();
    }
}
