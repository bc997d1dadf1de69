package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ShopTest
@SideBySide
class RelatedTests {

    private final Shop shop;

    RelatedTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "import", "a%20b", "%C3%A4"})
    void whatIsNotThereIsNotFound(String id) {
        assertThat(related(id, "").problem()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "ten", "", "1.5", "99999999999"})
    void aLimitIsAWholeNumberFromOneToAHundred(String limit) {
        var reply = related(shop.product("1.00"), "?limit=" + limit);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo("validation");
        assertThat(reply.invalid()).containsExactly("#/limit");
    }

    @Test
    void whatNobodyBoughtHasNoRelations() {
        var reply = related(shop.product("1.00"), "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(Reply.parse("{\"items\": [], \"nextCursor\": null}"));
    }

    @Test
    void onlyReadingIsPossible() {
        var reply = shop.anybody().post("/products/" + shop.product("1.00") + "/related", "{}");

        assertThat(reply.problem()).isEqualTo("method-not-allowed");
    }

    @Test
    void anyoneSeesWhatTheSamePeopleBoughtBestFirst() {
        var tent = shop.product("1.00");
        var stove = shop.product("2.50");
        var lamp = shop.product("3.00");
        buy(tent, stove, lamp);
        buy(tent, stove);
        buy(lamp);

        await().untilAsserted(() -> assertThat(ids(related(tent, ""))).containsExactly(stove, lamp));
        var best = related(tent, "?limit=1");
        assertThat(best.at("/nextCursor").isNull()).isTrue();
        assertThat(best.at("/items").size()).isEqualTo(1);
        assertThat(best.at("/items/0").propertyNames()).containsExactly("productId", "name", "price", "score");
        assertThat(best.text("/items/0/name")).isEqualTo("Product " + stove);
        assertThat(best.at("/items/0/price")).isEqualTo(Reply.parse("{\"amount\": 2.50, \"currency\": \"USD\"}"));
        assertThat(best.at("/items/0/score").decimalValue()).isPositive();
        assertThat(best.header("Server-Timing").orElse(""))
                .contains("mongodb;dur=")
                .as("from memory")
                .doesNotContain("neo4j");
    }

    @Test
    void tenAreShownUnlessMoreAreAskedFor() {
        var tent = shop.product("1.00");
        var others = IntStream.range(0, 15)
                .mapToObj(i -> shop.product("1.00"))
                .sorted()
                .toList();
        others.forEach(other -> buy(tent, other));

        await().untilAsserted(() -> assertThat(ids(related(tent, "?limit=100"))).containsExactlyElementsOf(others));
        assertThat(ids(related(tent, ""))).containsExactlyElementsOf(others.subList(0, 10));
    }

    @Test
    void whatIsDeletedVanishesAtOnceAndTheNextTakesItsPlace() {
        var tent = shop.product("1.00");
        var others = IntStream.range(0, 4)
                .mapToObj(i -> shop.product("1.00"))
                .sorted()
                .toList();
        others.forEach(other -> buy(tent, other));
        await().untilAsserted(() -> assertThat(ids(related(tent, ""))).containsExactlyElementsOf(others));

        delete(others.get(0));
        assertThat(ids(related(tent, "?limit=2"))).containsExactly(others.get(1), others.get(2));
        delete(others.get(2));
        assertThat(ids(related(tent, "?limit=2"))).containsExactly(others.get(1), others.get(3));
        delete(tent);
        assertThat(related(tent, "").problem()).isEqualTo("not-found");
    }

    @Test
    void whatIsDeletedIsNoLongerRecommended() {
        var tent = shop.product("1.00");
        var others = IntStream.range(0, 3)
                .mapToObj(i -> shop.product("1.00"))
                .sorted()
                .toList();
        others.forEach(other -> buy(tent, other));
        var ada = shop.customer();
        ada.orders(tent, 1);
        await().untilAsserted(() ->
                assertThat(ids(ada.get("/recommend/" + ada.id() + "?limit=3"))).containsExactlyElementsOf(others));

        delete(others.get(0));

        assertThat(ids(ada.get("/recommend/" + ada.id() + "?limit=2"))).containsExactlyElementsOf(others.subList(1, 3));
    }

    private void buy(String... products) {
        var items = List.of(products).stream()
                .map("{\"productId\": \"%s\", \"quantity\": 1}"::formatted)
                .toList();
        assertThat(shop.customer().post("/orders", "{\"items\": " + items + "}").status())
                .isEqualTo(201);
    }

    private Reply related(String product, String query) {
        return shop.anybody().get("/products/" + product + "/related" + query);
    }

    private void delete(String product) {
        assertThat(shop.admin()
                        .client()
                        .send("DELETE", "/products/" + product, BodyPublishers.noBody())
                        .status())
                .isEqualTo(204);
    }

    private static List<String> ids(Reply reply) {
        return reply.texts("/items", "/productId");
    }
}
