package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ShopTest
class AttributeFilterTests {

    private final Shelf shelf;

    AttributeFilterTests(Shop shop) {
        this.shelf = new Shelf(shop);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": "red"}                                  | a     | red                   | true
            {"a": "red"}                                  | a     | Red                   | false
            {"a": "red"}                                  | A     | red                   | false
            {"a": 10}                                     | a     | 10                    | true
            {"a": 10}                                     | a     | 1e1                   | true
            {"a": 10}                                     | a     | 10.00                 | true
            {"a": 10.50}                                  | a     | 10.5                  | true
            {"a": 1E+1}                                   | a     | 100e-1                | true
            {"a": "10"}                                   | a     | 10                    | true
            {"a": "10"}                                   | a     | 1e1                   | false
            {"a": "1e1"}                                  | a     | 1e1                   | true
            {"a": 10}                                     | a     | +10                   | false
            {"a": 10}                                     | a     | 010                   | false
            {"a": 0}                                      | a     | -0.0                  | true
            {"a": 0}                                      | a     | 0e9999999999          | true
            {"a": -5}                                     | a     | -5                    | true
            {"a": 5}                                      | a     | -5                    | false
            {"a": 9007199254740993}                       | a     | 9007199254740993      | true
            {"a": 9007199254740993}                       | a     | 9007199254740992      | false
            {"a": -9223372036854775808}                   | a     | -9223372036854775808  | true
            {"a": 1234567890123456789012345678901.234}    | a     | 1234567890123456789012345678901.234 | true
            {"a": 1234567890123456789012345678901.234}    | a     | 1234567890123456789012345678901.235 | false
            {"a": 1e6144}                                 | a     | 1e6144                | true
            {"a": 1e-6143}                                | a     | 1e-6143               | true
            {"a": 1}                                      | a     | 1e99999999999         | false
            {"a": true}                                   | a     | true                  | true
            {"a": "true"}                                 | a     | true                  | true
            {"a": true}                                   | a     | TRUE                  | false
            {"a": false}                                  | a     | true                  | false
            {"a": true}                                   | a     | 1                     | false
            {"a": null}                                   | a     | null                  | false
            {"a": "null"}                                 | a     | null                  | true
            {"a": ""}                                     | a     | ``                    | true
            {"a": null}                                   | a     | ``                    | false
            {"a": {}}                                     | a     | ``                    | false
            {}                                            | a     | ``                    | false
            {"a": ["x", 10, true]}                        | a     | 10                    | true
            {"a": ["x", 10, true]}                        | a     | true                  | true
            {"a": ["x", 10, true]}                        | a     | y                     | false
            {"a": [["x"]]}                                | a     | x                     | true
            {"a": {"b": {"c": 1}}}                        | a.b.c | 1                     | true
            {"a": {"b": {"c": 1}}}                        | a.b   | 1                     | false
            {"a": [{"b": 1}, {"b": [2, {"c": 3}]}]}       | a.b   | 2                     | true
            {"a": [{"b": 1}, {"b": [2, {"c": 3}]}]}       | a.b.c | 3                     | true
            {"a": ["x", "y"]}                             | a.0   | x                     | false
            {"a": {"0": "x"}}                             | a.0   | x                     | true
            {"a.b": 1}                                    | a.b   | 1                     | false
            {"a": {"b.c": 1}}                             | a.b.c | 1                     | false
            {"a": {"": 1}}                                | a     | 1                     | false
            {"$a": {"$b": "$c"}}                          | $a.$b | $c                    | true
            {"attr": {"x": 1}}                            | attr.x | 1                    | true
            {"\\u0001": "\\u0000"}                        | %01   | %00                   | true
            {"x\\u0000": "=1"}                            | x%00  | =1                    | true
            {"x\\u0000y": 1}                              | x     | y                     | false
            {"ключ": "😀"}                                | ключ  | 😀                    | true
            {"a": "%"}                                    | a     | %25                   | true
            """)
    void aValueIsEqualAsTextNumberOrBoolean(String attributes, String path, String value, boolean found) {
        var id = shelf.putWith(attributes);

        var query = "attr." + encode(path) + "=" + encode(value);

        assertThat(shelf.list(query).contains(id)).isEqualTo(found);
    }

    @Test
    void aRepeatedPathMatchesAnyOfItsValuesAndDifferentPathsMustAllMatch() {
        var redSmall = shelf.putWith("{\"color\": \"red\", \"size\": 1}");
        var blueLarge = shelf.putWith("{\"color\": [\"blue\", \"black\"], \"size\": 9}");
        var greenLarge = shelf.putWith("{\"color\": \"green\", \"size\": 9}");

        assertThat(shelf.list("attr.color=red&attr.color=blue")).containsExactlyInAnyOrder(redSmall, blueLarge);
        assertThat(shelf.list("attr.color=red&attr.size=9")).isEmpty();
        assertThat(shelf.list("attr.color=blue&attr.color=green&attr.size=9"))
                .containsExactlyInAnyOrder(blueLarge, greenLarge);
        assertThat(shelf.list("attr.color=black&attr.color=black&attr.size=9.0"))
                .containsExactly(blueLarge);
    }

    @Test
    void longTextsAndLongPathsAreFoundToo() {
        var key = "k".repeat(400);
        var text = "t".repeat(5000);
        var id = shelf.putWith("{\"%s\": {\"a\": \"%s\"}}".formatted(key, text));

        assertThat(shelf.list("attr.%s.a=%s".formatted(key, text))).containsExactly(id);
        assertThat(shelf.list("attr.%s.a=%s".formatted(key, text + "t"))).isEmpty();
        assertThat(shelf.list("attr.%s.b=%s".formatted(key, text))).isEmpty();
    }

    private static String encode(String text) {
        return text.matches("(?:.*%[0-9]{2}.*)") ? text.replace("=", "%3D") : Shelf.encode(text);
    }
}
