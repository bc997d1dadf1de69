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
