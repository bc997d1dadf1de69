package dev.polyglotdb.orders.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@ShopTest
class StockChangeTests {

    private final Shop shop;

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;

    StockChangeTests(Shop shop, JdbcClient jdbc, TransactionOperations transaction) {
        this.shop = shop;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Test
    void changesAddUpWhateverIsSoldMeanwhile() {
        var product = shop.productInStock(100);
        var ada = shop.customer();

        var statuses =
                Parallel.each(40, i -> i % 2 == 0 ? ada.orders(product, 1) : change(product, i % 4 == 1 ? 5 : -2))
                        .stream()
                        .map(Reply::status)
                        .toList();

        assertThat(statuses).containsOnly(200, 201);
        assertThat(onHand(product)).isEqualTo(100 - 20 + 10 * 5 - 10 * 2);
    }

    @Test
    void moreCannotGoThanAreThere() {
        var product = shop.productInStock(3);

        var refused = change(product, -4);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("out-of-stock");
        assertThat(refused.number("/items/0/requested")).isEqualTo(4);
        assertThat(refused.number("/items/0/available")).isEqualTo(3);
        assertThat(change(product, -3).number("/onHand")).isZero();
    }

    @Test
    void whatNobodyCountsCannotChange() {
        var product = shop.product("1.00");

        assertThat(change(product, 1).problem()).isEqualTo("stock-untracked");
        assertThat(shop.anybody().get("/products/" + product + "/stock").text("/tracked"))
                .isEqualTo("false");
    }

    @Test
    void theStockHasALimit() {
        var product = shop.productInStock(1_000_000_000);

        assertThat(change(product, 1).invalid()).containsExactly("#/change");
        assertThat(change(product, 1_000_000_001).invalid()).containsExactly("#/change");
        assertThat(onHand(product)).isEqualTo(1_000_000_000);
    }

    /** Trying again at once, as other answers advise, might change it twice. */
    @Test
    void whoeverCannotKnowWhetherItHasChangedIsToldToLook() {
        var product = shop.productInStock(3);

        var unknown = transaction.execute(status -> {
            jdbc.sql("select * from stock where product_id = :id for update")
                    .param("id", product)
                    .query()
                    .singleRow();
            return change(product, 1);
        });

        assertThat(unknown).isNotNull();
        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.text("/detail")).contains("may have changed. Look how many there are");
    }

    private Reply change(String product, int change) {
        return shop.admin()
                .client()
                .with("Content-Type", "application/json")
                .send(
                        "PATCH",
                        "/products/" + product + "/stock",
                        BodyPublishers.ofString("{\"change\": " + change + "}"));
    }

    private long onHand(String product) {
        return shop.anybody().get("/products/" + product + "/stock").number("/onHand");
    }
}
