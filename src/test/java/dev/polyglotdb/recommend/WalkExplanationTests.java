package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The walk behind a recommendation. */
@ShopTest
class WalkExplanationTests {

    private final Shop shop;

    WalkExplanationTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void theWalkLeadsFromWhatTheUserBoughtOverOthersWhoseNamesNobodyLearns() {
        var tent = shop.product("3.00");
        var lamp = shop.product("4.00");
        var stove = shop.product("5.00");
        var ada = shop.customer();
        buy(shop.customer(), List.of(tent, stove));
        buy(shop.customer(), List.of(tent, lamp, stove));
        buy(ada, List.of(tent, lamp));
        var recommended = await().until(
                        () -> ada.get("/recommend/" + ada.id() + "?limit=1"),
                        reply -> reply.text("/items/0/productId").equals(stove));

        var walk = ada.get("/recommend/" + ada.id() + "/walk/" + stove);

        assertThat(walk.texts("/seeds", "/productId"))
                .containsExactlyInAnyOrderElementsOf(recommended.texts("/items/0/because", ""))
                .containsExactlyInAnyOrder(tent, lamp);
        assertThat(walk.texts("/seeds", "/name")).contains("Product " + tent);
        assertThat(walk.texts("/buyers", "")).containsExactly("1", "2");
        assertThat(walk.at("/paths").size())
                .as("one over the first buyer, two over the other")
                .isEqualTo(3);
        assertThat(walk.at("/truncated").asBoolean()).isFalse();
    }

    @Test
    void aProductThatNoPathLeadsToHasAnEmptyWalk() {
        var ada = shop.customer();

        var walk = ada.get("/recommend/" + ada.id() + "/walk/" + shop.product("1.00"));

        assertThat(walk.status()).isEqualTo(200);
        assertThat(walk.at("/paths").isEmpty()).isTrue();
        assertThat(ada.get("/recommend/" + ada.id() + "/walk/import").problem()).isEqualTo("not-found");
    }

    private static void buy(Person person, List<String> products) {
        var items = products.stream()
                .map("{\"productId\": \"%s\", \"quantity\": 1}"::formatted)
                .toList();
        assertThat(person.post("/orders", "{\"items\": [" + String.join(",", items) + "]}")
                        .status())
                .isEqualTo(201);
    }
}
