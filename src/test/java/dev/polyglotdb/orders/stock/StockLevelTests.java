package dev.polyglotdb.orders.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class StockLevelTests {

    private final Shop shop;
    private final Storekeeper storekeeper;
    private final JdbcClient jdbc;

    StockLevelTests(Shop shop, JdbcClient jdbc) {
        this.shop = shop;
        this.storekeeper = new Storekeeper(shop);
        this.jdbc = jdbc;
    }

    @Test
    void anUnknownProductHasNoStockAndGetsNone() {
        var unknown = Shop.unique("unknown");

        assertThat(get(unknown).problem()).isEqualTo("not-found");
        assertThat(storekeeper.put(unknown, "5").problem()).isEqualTo("not-found");
        assertThat(jdbc.sql("select count(*) from stock where product_id = :id")
                        .param("id", unknown)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "export", "a%20b", "%C3%A4"})
    void anInvalidIdIsNotFoundWhoeverAsks(String id) {
        assertThat(get(id).problem()).isEqualTo("not-found");
        assertThat(Storekeeper.put(shop.anybody(), id, "{\"onHand\": 5}").problem())
                .isEqualTo("not-found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                           | validation     | #/onHand
            {"onHand": null}             | validation     | #/onHand
            {"onHand": -1}               | validation     | #/onHand
            {"onHand": 1000000001}       | validation     | #/onHand
            {"onHand": 1.5}              | validation     | #/onHand
            {"onHand": "5"}              | validation     | #/onHand
            {"onHand": true}             | validation     | #/onHand
            {"onHand": [5]}              | validation     | #/onHand
            {"onHand": 5, "tracked": 1}  | validation     | #/tracked
            {"onHand": 1e99, "x": 1}     | validation     | #/onHand #/x
            null                         | validation     | #
            5                            | validation     | #
            {"onHand": 5                 | malformed-json |
            """)
    void aBadBodyIsRefusedAndChangesNothing(String body, String problem, @Nullable String pointers) {
        var product = shop.productInStock(3);

        var reply = Storekeeper.put(shop.admin().client(), product, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo(problem);
        if (pointers != null) {
            assertThat(reply.invalid()).containsExactlyInAnyOrder(pointers.split(" "));
        }
        assertThat(get(product).number("/onHand")).isEqualTo(3);
    }

    @Test
    void onlyAnAdministratorSetsTheStock() {
        var product = shop.productInStock(3);

        var anonymous = Storekeeper.put(shop.anybody(), product, "{\"onHand\": 5}");
        assertThat(anonymous.status()).isEqualTo(401);
        assertThat(anonymous.header("WWW-Authenticate")).hasValue("Bearer");
        assertThat(Storekeeper.put(shop.customer().client(), product, "{\"onHand\": 5}")
                        .problem())
                .isEqualTo("forbidden");
        assertThat(get(product).number("/onHand")).isEqualTo(3);
    }

    @Test
    void otherMethodsAndMediaTypesAreRefused() {
        var path = "/products/" + shop.product("1.00") + "/stock";

        var posted = shop.anybody().post(path, "{\"onHand\": 5}");
        assertThat(posted.problem()).isEqualTo("method-not-allowed");
        assertThat(posted.header("Allow").orElse("")).contains("GET", "PUT");
        assertThat(shop.admin()
                        .client()
                        .with("Content-Type", "text/plain")
                        .send("PUT", path, BodyPublishers.ofString("{\"onHand\": 5}"))
                        .problem())
                .isEqualTo("unsupported-media-type");
    }

    @Test
    void aProductIsUntrackedUntilItsStockIsSet() {
        var product = shop.product("1.00");

        var untracked = get(product);
        assertThat(untracked.status()).isEqualTo(200);
        assertThat(untracked.body())
                .isEqualTo(Reply.parse(
                        "{\"productId\": \"%s\", \"tracked\": false, \"onHand\": null}".formatted(product)));
        var set = storekeeper.put(product, "2");
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.body())
                .isEqualTo(Reply.parse("{\"productId\": \"%s\", \"tracked\": true, \"onHand\": 2}".formatted(product)));
        assertThat(get(product).body()).isEqualTo(set.body());
        assertThat(set.header("Server-Timing").orElse("")).contains("mongodb;dur=", "postgres;dur=");
    }

    @Test
    void exactlyTheStockThatWasSetCanBeOrdered() {
        var product = shop.productInStock(0);
        var ada = shop.customer();

        assertThat(ada.orders(product, 1).problem()).isEqualTo("out-of-stock");
        storekeeper.put(product, "1000000000");
        storekeeper.put(product, "2.0");
        assertThat(ada.orders(product, 3).problem()).isEqualTo("out-of-stock");
        assertThat(ada.orders(product, 2).status()).isEqualTo(201);
        assertThat(get(product).number("/onHand")).isZero();
        assertThat(storekeeper.put(product, "0").status()).isEqualTo(200);
    }

    @Test
    void settingTheStockDuringOrdersNeitherDeadlocksNorLosesLaterSales() {
        var products =
                IntStream.range(0, 5).mapToObj(i -> shop.productInStock(10_000)).toList();
        var ada = shop.customer();

        var statuses = Parallel.each(
                        40,
                        i -> i % 4 == 0
                                ? setAll(products)
                                : List.of(ada.post("/orders", basket(products)).status()))
                .stream()
                .flatMap(List::stream)
                .toList();

        assertThat(statuses).containsOnly(200, 201);
        for (var product : products) {
            var left = get(product).number("/onHand");
            assertThat(left).isBetween(1000L - 30, 1000L);
            Parallel.each(5, i -> ada.orders(product, 2));
            assertThat(get(product).number("/onHand")).isEqualTo(left - 10);
        }
    }

    private List<Integer> setAll(List<String> products) {
        return products.stream()
                .map(product -> storekeeper.put(product, "1000").status())
                .toList();
    }

    private static String basket(List<String> products) {
        return products.stream()
                .map("{\"productId\": \"%s\", \"quantity\": 1}"::formatted)
                .toList()
                .toString()
                .transform("{\"items\": %s}"::formatted);
    }

    private Reply get(String product) {
        return shop.anybody().get("/products/" + product + "/stock");
    }
}
