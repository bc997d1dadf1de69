package dev.polyglotdb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only the owner of an order and administrators can see it. */
@ShopTest
class OwnOrdersTests {

    private final Shop shop;

    OwnOrdersTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void ordersAreListedNewestFirstWithoutGapOrDuplicate() {
        var lamp = shop.product("1.00");
        var ada = shop.customer();
        var placed = new ArrayList<Long>();
        for (int i = 0; i < 5; i++) {
            placed.add(0, ada.orders(lamp, 1).number("/id"));
        }

        var listed = new ArrayList<Long>();
        var page = ada.get("/orders?limit=2");
        while (true) {
            page.at("/items").forEach(order -> listed.add(order.at("/id").asLong()));
            if (page.at("/nextCursor").isNull()) {
                break;
            }
            page = ada.get("/orders?limit=2&cursor=" + page.text("/nextCursor"));
        }

        assertThat(listed).isEqualTo(placed);
    }

    @Test
    void anotherUsersOrderLooksLikeOneThatDoesNotExist() {
        var order = shop.customer().orders(shop.product("1.00"), 1).number("/id");
        var bruno = shop.customer();

        assertThat(bruno.get("/orders/" + order).problem()).isEqualTo("not-found");
        assertThat(bruno.post("/orders/" + order + "/cancel").problem()).isEqualTo("not-found");
        assertThat(bruno.get("/orders/999999999").http().body().replace("999999999", ""))
                .isEqualTo(bruno.get("/orders/" + order).http().body().replace(String.valueOf(order), ""));
        assertThat(shop.admin().get("/orders/" + order).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/orders/1"})
    void ordersNeedASession(String path) {
        assertThat(shop.anybody().get(path).status()).isEqualTo(401);
    }
}
