package dev.polyglotdb.products.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class FieldPathTests {

    private static final String LONG_NAME =
            "attr.one-very-long-key-of-a-hundred-characters-and-more.that-holds-another-one.which-is-hashed";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "category",
                "brand",
                "attr.color",
                "attr.size.width",
                "attr.$ref",
                "attr. ",
                "attr.ключ",
                "attr.attr"
            })
    void fieldsAndPathsOfAttributesAreNames(String text) {
        assertThat(FieldPath.parse(text)).contains(new FieldPath(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Category",
                "name",
                "price",
                "_id",
                "attr",
                "attr.",
                "attr..a",
                "attr.a.",
                "attr.a..b",
                "ATTR.a",
                "attribute.a",
                "category.x",
                " category",
                "attr#a",
                "$where"
            })
    void nothingElseIs(String text) {
        assertThat(FieldPath.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"category, false", "brand, false", "attr.color, true", "attr.category, true"})
    void anAttributeIsToldFromAField(String text, boolean attribute) {
        assertThat(new FieldPath(text).isAttribute()).isEqualTo(attribute);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            category|2Lights
            attr.color|2red
            attr.a.b|
            attr.color|2\uD83D\uDE00 and \uFFFD
            attr.\uD83D\uDE00|2\uD7FF
            """)
    void theValueOfATermComesBack(String name, @Nullable String value) {
        var text = value == null ? "" : value;

        assertThat(new FieldPath(name).value(new FieldPath(name).term(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"category, 2Lights", "attr.color, 2red", "attr.$ref, 2x"})
    void aTermIsTheNameAndTheValueAndNoExpression(String name, String value) {
        assertThat(new FieldPath(name).term(value))
                .isEqualTo(name + "\0" + value)
                .doesNotStartWith("$");
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 1_000, 100_000})
    void aLongNameIsShortInAnIndex(int length) {
        var name = new FieldPath("attr." + "x".repeat(length));

        assertThat(name.term("2red")).startsWith("attr#").hasSizeLessThan(110);
        assertThat(name.value(name.term("2red"))).isEqualTo("2red");
        assertThat(name.term("2red")).isNotEqualTo(new FieldPath("attr." + "x".repeat(length + 1)).term("2red"));
    }

    @Test
    void aNameOfAHundredCharactersIsThereAsItIs() {
        var name = "attr." + "x".repeat(95);

        assertThat(new FieldPath(name).term("2red")).startsWith(name);
        assertThat(new FieldPath(name + "x").term("2red")).startsWith("attr#");
    }

    /** The character that separates names from values may be in a key of a client's. */
    @ParameterizedTest
    @ValueSource(strings = {"attr.a\0002b", "attr.\0", "attr.a\0"})
    void aNameWithTheSeparatorIsNoOtherOne(String text) {
        var name = new FieldPath(text);

        assertThat(name.term("2red")).isNotEqualTo(new FieldPath("attr.a").term("2b\0002red"));
        assertThat(name.value(name.term("2red"))).isEqualTo("2red");
        assertThat(name.term("2red")).startsWith("attr#");
    }

    @ParameterizedTest
    @ValueSource(strings = {"category", "brand", "attr.a", "attr.\uD83D\uDE00", LONG_NAME})
    void allTermsOfANameAreWithinItsBounds(String text) {
        var name = new FieldPath(text);

        for (var value : new String[] {"", "10", "2", "2red", "2\uD83D\uDE00\uFFFF", "4true", "\uD7FF"}) {
            assertThat(name.term(value)).isGreaterThanOrEqualTo(name.first()).isLessThan(name.end());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "attr.a, attr.a.b",
        "attr.a, attr.ab",
        "attr.a, attr.A",
        "attr.a, attr",
        "attr.b, attr.a",
        "category, brand"
    })
    void theTermsOfAnotherNameAreNot(String text, String other) {
        var name = new FieldPath(text);
        var term = new FieldPath(other).term("2red");

        assertThat(term.compareTo(name.first()) >= 0 && term.compareTo(name.end()) < 0)
                .isFalse();
    }
}
