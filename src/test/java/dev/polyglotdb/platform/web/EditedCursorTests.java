package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.products.search.ProductParameters;
import dev.polyglotdb.products.search.ProductPosition;
import dev.polyglotdb.products.search.ProductSort;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cursor is read like any other input: with whatever somebody wrote into it, it is a position or it is refused. */
// Not beside others: it pages through the whole catalog, which some fill with large products.
@ShopTest
class EditedCursorTests {

    private static final List<String> ODD = List.of(
            "",
            "x",
            "0",
            "-1",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "1e999999999",
            "NaN",
            "\u0000",
            "+1000000000-12-31T23:59:59Z",
            "-1000000000-01-01T00:00:00Z",
            "+10000-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999Z",
            "9999-12-31T23:59:59.999999999Z",
            "ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final Shop shop;

    EditedCursorTests(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders",
                "/activity",
                "/users/%d/activity",
                "/products/%s/activity",
                "/auth/sessions",
                "/products",
                "/products?sort=price",
                "/products?sort=name",
                "/products?sort=-createdAt",
                "/products?sort=updatedAt"
            })
    void whateverIsWrittenIntoOneItIsNoFailure(String path) {
        var ada = shop.customer();
        var product = shop.product("1.00");
        shop.product("2.00");
        shop.logInAgain(ada);
        for (var i = 0; i < 2; i++) {
            ada.orders(product, 1);
            ada.post("/activity", "{\"type\": \"VIEW\", \"productId\": \"%s\"}".formatted(product));
        }
        var client = path.startsWith("/products/") ? shop.admin().client() : ada.client();
        var list = path.replace("%d", Long.toString(ada.id())).replace("%s", product);
        var first = client.get(list + (list.contains("?") ? "&" : "?") + "limit=1");
        var parts = Cursor.parse(first.text("/nextCursor")).parts();

        for (var part = 0; part < parts.size(); part++) {
            for (var odd : ODD) {
                var edited = new ArrayList<>(parts);
                edited.set(part, odd);
                mustBePositionOrRefused(client, list, new Cursor(edited));
            }
        }
    }

    /** The checksum in a cursor of products is no secret, so it may be right. */
    @ParameterizedTest
    @EnumSource
    void norInOneOfProductsWhoseChecksumIsRight(ProductSort sort) {
        var list = "/products?sort=" + sort.parameter();
        var filters = ProductParameters.read(Map.of()).filters();
        for (var odd : ODD) {
            for (var position : List.of(new ProductPosition(sort, odd, "x"), new ProductPosition(sort, "1", odd))) {
                mustBePositionOrRefused(shop.anybody(), list, position.toCursor(filters));
            }
        }
    }

    @Test
    void aTimeThatNoOrderHasIsRefused() {
        for (var time : List.of(
                "+1000000000-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "0000-12-31T23:59:59Z",
                "2026-01-31T12:00:00.0Z",
                "2026-01-31t12:00:00z",
                "2026-01-31T12:00:00+00:00",
                "2026-01-31T24:00:00Z")) {
            assertThat(shop.customer()
                            .get("/orders?cursor=" + Cursor.of(time, 1))
                            .invalid())
                    .as(time)
                    .containsExactly("#/cursor");
        }
        assertThat(shop.customer()
                        .get("/orders?cursor=" + Cursor.of("9999-12-31T23:59:59.999Z", 1))
                        .status())
                .isEqualTo(200);
    }

    private static void mustBePositionOrRefused(Client client, String list, Cursor cursor) {
        var reply = client.get(list + (list.contains("?") ? "&" : "?") + "cursor=" + cursor);
        if (reply.status() != 200) {
            assertThat(reply.invalid()).as("%s %s", list, cursor.parts()).containsExactly("#/cursor");
        }
    }
}
