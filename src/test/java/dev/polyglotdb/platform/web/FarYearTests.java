package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3339 has the years 0000 to 9999, with an offset even a little more. No store has to. */
@ShopTest
class FarYearTests {

    private static final String LEAST = "0000-01-01T00:00:00%2B23:59";
    private static final String MOST = "9999-12-31T23:59:59.9999999-23:59";

    private final Shop shop;

    FarYearTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/activity", "/users/%d/activity", "/products/%s/activity"})
    void aListFromTheFirstYearToTheLastHasEverything(String path) {
        var ada = shop.customer();
        var product = shop.product("1.00");
        ada.orders(product, 1);
        ada.post("/activity", "{\"type\": \"VIEW\", \"productId\": \"%s\"}".formatted(product));
        var caller = path.startsWith("/products/") ? shop.admin() : ada;
        var list = path.replace("%d", Long.toString(ada.id())).replace("%s", product);

        assertThat(caller.get(list + "?from=" + LEAST + "&to=" + MOST).at("/items"))
                .isNotEmpty();
        for (var empty : new String[] {"?to=" + LEAST, "?from=" + MOST, "?from=" + MOST + "&to=" + LEAST}) {
            assertThat(caller.get(list + empty).at("/items")).as(empty).isEmpty();
        }
    }

    @Test
    void soItIsOfWhatWasChangedSince() {
        shop.product("1.00");

        assertThat(shop.anybody().get("/products?updatedSince=" + LEAST).at("/items"))
                .isNotEmpty();
        assertThat(shop.anybody().get("/products?updatedSince=" + MOST).at("/items"))
                .isEmpty();
    }

    @Test
    void noEventIsOfThen() {
        Stream.of(LEAST, MOST)
                .map(time -> time.replace("%2B", "+"))
                .forEach(time -> assertThat(shop.customer()
                                .post("/activity", "{\"type\": \"VIEW\", \"occurredAt\": \"%s\"}".formatted(time))
                                .invalid())
                        .containsExactly("#/occurredAt"));
    }
}
