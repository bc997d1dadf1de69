package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class UnicodeTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "lamp", "Ärmel", "\uD83D\uDE00", "a\uD83D\uDE00b\uDBFF\uDFFF", "\uFFFD\uFFFF", "\0"})
    void textIsWellFormedAndStaysAsItIs(String text) {
        assertThat(Unicode.isWellFormed(text)).isTrue();
        assertThat(Unicode.wellFormed(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "J\u030Can, \u01F0an",
        "ΟΔΟΣ, οδος",
        "A\u030Angstrom, \u212Bngstrom",
        "\u1E9E, ß",
        "\u0391\u0345, \u1FB3"
    })
    void casesOfATextAreEqualOnceFoldedAndComposed(String one, String another) {
        assertThat(Unicode.folded(one)).isEqualTo(Unicode.folded(another));
        assertThat(Unicode.folded(Unicode.folded(one))).isEqualTo(Unicode.folded(one));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\t",
                "\u0085",
                "\u00A0",
                "\u2003",
                "\u2028",
                "\u2029",
                "\u3000",
                "\u200B",
                "\u00AD",
                "\u3164",
                "\u2800",
                "\uFE0F",
                "\u034F",
                "\u180B",
                "\uDB40\uDD00",
                "\uDB40\uDC41"
            })
    void whatShowsNothingIsABlank(String blank) {
        assertThat(Unicode.hasBlanks("a" + blank + "b")).isTrue();
        assertThat(Unicode.isBlank(blank + " " + blank)).isTrue();
        assertThat(Unicode.isBlank(blank + "a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "e\u0301", "\u0928\u093F", "\uD55C", "\uD83D\uDE00", "-"})
    void whatCanBeSeenIsNone(String text) {
        assertThat(Unicode.hasBlanks(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "\uD83D, ?",
        "\uDE00, ?",
        "a\uD83D, a?",
        "\uD83Da, ?a",
        "\uDE00\uD83D, ??",
        "\uD83D\uD83D\uDE00, ?\uD83D\uDE00",
        "\uD83D\uDE00\uDE00, \uD83D\uDE00?"
    })
    void aLoneHalfOfAPairIsNoText(String text, String mended) {
        assertThat(Unicode.isWellFormed(text)).isFalse();
        assertThat(Unicode.wellFormed(text)).isEqualTo(mended);
    }
}
