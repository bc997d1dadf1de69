package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ShopTest
class ProductSortTests {

    private final Shop shop;
    private final Shelf shelf;

    ProductSortTests(Shop shop) {
        this.shop = shop;
        this.shelf = new Shelf(shop);
    }

    @Test
    void pricesSortByAmountInEitherDirectionAndEqualPricesById() {
        var ten = shelf.putPriced("10");
        var yen = shelf.put("\"price\": {\"amount\": 9, \"currency\": \"JPY\"}");
        var same = shelf.putPriced("10.00");
        var large = shelf.putPriced("1000000000000");
        var nearly = shelf.putPriced("999999999999.99");
        var tens = ascending(ten, same);

        assertThat(shelf.walk("sort=price", 2)).containsExactly(yen, tens.get(0), tens.get(1), nearly, large);
        assertThat(shelf.walk("sort=-price", 2)).containsExactly(large, nearly, tens.get(0), tens.get(1), yen);
    }

    @Test
    void namesSortByCodePoints() {
        var emoji = named("\uD83D\uDE00");
        var replacement = named("\uFFFD");
        var lower = named("a");
        var lowerLonger = named("aa");
        var upper = named("Z");
        var breaks = named("Z\u2028z");
        var umlaut = named("ä");

        assertThat(shelf.walk("sort=name", 1))
                .containsExactly(upper, breaks, lower, lowerLonger, umlaut, replacement, emoji);
    }

    @Test
    void theNewestCanComeFirst() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.add(shelf.putPriced("1"));
        }
        var times = shelf.ask("sort=-createdAt").texts("/items", "/createdAt");

        assertThat(times).isSortedAccordingTo(Collections.reverseOrder());
        assertThat(shelf.walk("sort=-createdAt", 2)).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void theDefaultSortIsAscendingById() {
        var ids = ascending(shelf.putPriced("3"), shelf.putPriced("2"), shelf.putPriced("1"));

        assertThat(shelf.list("")).isEqualTo(ids);
        assertThat(shelf.walk("sort=id", 1)).isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "PRICE", "price,name", "-name", "-id", "createdAt", "-updatedAt", "%00", "_id", "search.name"
            })
    void anyOtherSortIsRefused(String sort) {
        var reply = shop.anybody().get("/products?sort=" + sort);

        assertThat(reply.problem()).isEqualTo("validation");
        assertThat(reply.invalid()).containsExactly("#/sort");
    }

    @Test
    void aCursorOfAnotherSortIsRefused() {
        shelf.putPriced("1");
        shelf.putPriced("2");
        for (var sort : List.of("id", "price", "-price", "name", "-createdAt", "updatedAt")) {
            var cursor = shelf.ask("limit=1&sort=" + sort).text("/nextCursor");
            for (var other : List.of("id", "price", "-price", "name", "-createdAt", "updatedAt")) {
                var reply = ask(other, cursor);
                assertThat(reply.status()).as(sort + " " + other).isEqualTo(sort.equals(other) ? 200 : 400);
                assertThat(reply.status() == 200 ? List.of("#/cursor") : reply.invalid())
                        .containsExactly("#/cursor");
            }
        }
    }

    @Test
    void aCursorOfAListWithOtherFiltersIsRefused() {
        shelf.putPriced("1");
        shelf.putPriced("2");
        var cursor = shelf.ask("limit=1&minPrice=1").text("/nextCursor");

        assertThat(shelf.list("minPrice=1.0&limit=5&facets=brand&cursor=" + cursor))
                .hasSize(1);
        for (var filters : List.of("", "&minPrice=2", "&minPrice=1&q=thing", "&minPrice=1&attr.a=1")) {
            var reply = shop.anybody().get("/products?category=" + shelf.category() + filters + "&cursor=" + cursor);
            assertThat(reply.status()).as(filters).isEqualTo(400);
            assertThat(reply.invalid()).containsExactly("#/cursor");
        }
    }

    @Test
    void aCursorThatWasEditedIsRefused() {
        shelf.put("\"name\": \"One\"");
        shelf.put("\"name\": \"Two\"");
        for (var sort : List.of("id", "price", "name", "-createdAt", "updatedAt")) {
            var cursor = shelf.ask("limit=1&sort=" + sort).text("/nextCursor");
            var bytes = Base64.getUrlDecoder().decode(cursor);
            for (int i = 0; i < bytes.length; i++) {
                var edited = bytes.clone();
                edited[i] ^= 1;
                assertRefused(sort, Base64.getUrlEncoder().encodeToString(edited));
            }
            assertRefused(sort, cursor + "AAAA");
            assertRefused(sort, cursor.substring(0, cursor.length() - 4));
            assertRefused(sort, encode(sort + "\n\n\n"));
            assertRefused(sort, encode(sort + "\n1e2147483647\nid\n0"));
        }
    }

    private Reply ask(String sort, String cursor) {
        return shop.anybody().get("/products?category=" + shelf.category() + "&sort=" + sort + "&cursor=" + cursor);
    }

    private void assertRefused(String sort, String cursor) {
        var reply = ask(sort, cursor);
        assertThat(reply.status()).as(sort + " " + cursor).isEqualTo(400);
        assertThat(reply.invalid()).containsExactly("#/cursor");
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String named(String name) {
        return shelf.put("\"name\": \"" + name + "\"");
    }

    private static List<String> ascending(String... ids) {
        return java.util.Arrays.stream(ids).sorted().toList();
    }
}
