package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ShopTest
class ProductFilterTests {

    private final Shop shop;
    private final Shelf shelf;

    ProductFilterTests(Shop shop) {
        this.shop = shop;
        this.shelf = new Shelf(shop);
    }

    @Test
    void categoryAndBrandAreExact() {
        var ours = shelf.put("\"brand\": \"Ours\"");
        var theirs = shelf.put("\"brand\": \"Their$ & Co.\"");
        shelf.put("\"description\": \"of no brand\"");

        assertThat(shelf.list("")).hasSize(3);
        assertThat(shelf.list("brand=Ours")).containsExactly(ours);
        assertThat(shelf.list("brand=" + Shelf.encode("Their$ & Co."))).containsExactly(theirs);
        assertThat(shelf.list("brand=ours")).isEmpty();
        assertThat(shelf.list("brand=")).isEmpty();
        assertThat(shop.anybody()
                        .get("/products?category=" + shelf.category().toUpperCase(java.util.Locale.ROOT))
                        .at("/items")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void bothPriceBoundsAreInclusiveAndCompareAmounts() {
        var nothing = shelf.putPriced("0");
        var five = shelf.putPriced("5.00");
        var yen = shelf.put("\"price\": {\"amount\": 6, \"currency\": \"JPY\"}");
        var most = shelf.putPriced("1000000000000");

        assertThat(shelf.list("minPrice=5&maxPrice=6")).containsExactlyInAnyOrder(five, yen);
        assertThat(shelf.list("minPrice=5.000&maxPrice=5e0")).containsExactly(five);
        assertThat(shelf.list("minPrice=5.0000000000000000000000000000001&maxPrice=6"))
                .containsExactly(yen);
        assertThat(shelf.list("minPrice=6.01")).containsExactly(most);
        assertThat(shelf.list("maxPrice=0")).containsExactly(nothing);
        assertThat(shelf.list("maxPrice=-0.01")).isEmpty();
        assertThat(shelf.list("minPrice=-1e6000")).hasSize(4);
        assertThat(shelf.list("minPrice=1e6144")).isEmpty();
        assertThat(shelf.list("minPrice=6&maxPrice=5")).isEmpty();
        assertThat(shelf.walk("minPrice=5&sort=-price", 1)).containsExactly(most, yen, five);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "1,5",
                "%2B1",
                ".5",
                "5.",
                "05",
                "0x1",
                "NaN",
                "Infinity",
                "1e",
                "%201",
                "%00",
                "%D9%A1",
                "1e9999999999",
                "100e2147483647",
                "1e-2147483647"
            })
    void aPriceThatIsNotANumberIsNamed(String text) {
        var reply = shop.anybody().get("/products?minPrice=%s&maxPrice=%s".formatted(text, text));

        assertThat(reply.problem()).isEqualTo("validation");
        assertThat(reply.invalid()).containsExactly("#/minPrice", "#/maxPrice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            attr.=1                       | #/attr.
            attr..a=1                     | #/attr..a
            attr.a.=1                     | #/attr.a.
            attr.a..b=1&attr.a..b=2       | #/attr.a..b
            attr.~/.=1                    | #/attr.~0~1.
            category=a&category=b         | #/category
            q=a&q=b                       | #/q
            sort=id&sort=id               | #/sort
            minPrice=x&attr.=1&sort=x     | #/minPrice #/attr. #/sort
            facets=                       | #/facets
            facets=price                  | #/facets
            facets=attr.,brand            | #/facets
            facets=attr                   | #/facets
            facets=category,,brand        | #/facets
            facets=Category&facets=brands | #/facets
            limit=0                       | #/limit
            limit=2&limit=3               | #/limit
            cursor=x&cursor=x             | #/cursor
            cursor=x                      | #/cursor
            """)
    void everyInvalidParameterIsNamed(String query, String pointers) {
        var reply = shop.anybody().get("/products?" + query);

        assertThat(reply.problem()).isEqualTo("validation");
        assertThat(reply.invalid()).containsExactlyInAnyOrder(pointers.split(" "));
    }

    @Test
    void aQueryHasLimits() {
        assertBounded("#/q", "q=" + many(20, "w%d", "+"), "q=" + many(21, "w%d", "+"));
        assertBounded("#/facets", "facets=" + many(20, "attr.a%d", ","), "facets=" + many(21, "attr.a%d", ","));
        assertBounded("#/attr", many(50, "attr.a=%d", "&"), many(51, "attr.a=%d", "&"));
        assertBounded("#/attr", many(50, "attr.a%d=1", "&"), many(51, "attr.a%d=1", "&"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%00",
                "a%00b",
                "%EF%BF%BF",
                "%F0%9F%98%80",
                "%FF%FE",
                "%ED%A0%80",
                "$where",
                "%5E.*",
                "%C0%80",
                "\\Q"
            })
    void anyTextIsAnsweredOrRefusedAsInvalid(String text) {
        for (var query : new String[] {
            "category=%s", "brand=%s", "q=x%sy", "attr.%s=%s", "attr.a%sb.c=%s", "facets=attr.x%s", "%s=%s"
        }) {
            var reply = shop.anybody().get("/products?" + query.replace("%s", text.replace("\\", "%5C")));
            assertThat(reply.status()).as(query + " " + reply).isBetween(200, 400);
            assertThat(reply.status() == 200
                            || List.of("validation", "bad-request").contains(reply.problem()))
                    .isTrue();
        }
    }

    private void assertBounded(String pointer, String most, String tooMuch) {
        assertThat(shelf.list(most)).isEmpty();
        assertThat(shop.anybody().get("/products?" + tooMuch).invalid()).containsExactly(pointer);
    }

    private static String many(int times, String pattern, String separator) {
        return IntStream.range(0, times).mapToObj(pattern::formatted).collect(Collectors.joining(separator));
    }
}
