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
