package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stored today must be read tomorrow, so the form of the keys in the store is fixed. */
@Tag("fast")
class AttributeKeysLayoutTests {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            $ref,            "\\1$ref"
            $,               "\\1$"
            $$,              "\\1$$"
            "a\\0b",         "a\\10b"
            "\\0",           "\\10"
            "\\1",           "\\11"
            "\\1$ref",       "\\11$ref"
            "$\\0",          "\\1$\\10"
            "\\10",          "\\110"
            a$b,             a$b
            a.b.c,           a.b.c
            a.b.c.d,         "a\\12b\\12c\\12d"
            "$...\\12",       "\\1$\\12\\12\\12\\112"
            """)
    void aKeyHasThisFormInTheStore(String key, String stored) {
        assertThat(AttributeKeys.encode(controls(key))).isEqualTo(controls(stored));
        assertThat(AttributeKeys.decode(controls(stored))).isEqualTo(controls(key));
    }

    private static String controls(String text) {
        return text.replace("\\0", "\0").replace("\\1", "\u0001");
    }
}
