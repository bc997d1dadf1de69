package dev.polyglotdb.products.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class WordsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Desk lamp                 | desk lamp
            USB-C 3.0 cable           | usb c 3 0 cable
            it's                      | it s
            snake_case                | snake case
            a/b\\c|a b c
            (10%)                     | 10
            T1000                     | t1000
            lamp,lamp;LAMP            | lamp lamp lamp
            two\u00A0words\u2003and\u3000more | two words and more
            rock'n'roll               | rock n roll
            a🎸b                      | a b
            """)
    void aWordIsARunOfLettersAndDigits(String text, String words) {
        assertThat(String.join(" ", Words.of(text))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "ÄRMEL, ärmel",
        "Straße, straße",
        "北京烤鸭, 北京烤鸭",
        "٣٤, ٣٤",
        "КЛЮЧ, ключ",
        "ΣΟΦΟΣ, σοφοσ",
        "σοφος, σοφοσ",
        "İSTANBUL, istanbul",
        "J\u030CAN, \u01F0an",
        "\uD801\uDC00\uD801\uDC01, \uD801\uDC28\uD801\uDC29"
    })
    void everyScriptHasWordsAndCaseDoesNotMatter(String text, String word) {
        assertThat(Words.of(text)).containsExactly(word);
        assertThat(Words.of(word)).containsExactly(word);
    }

    /** Nobody sees it, and nobody types it. */
    @ParameterizedTest
    @CsvSource({
        "Donau\u00ADdampf, donaudampf",
        "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645, \u0645\u06CC\u062E\u0648\u0627\u0647\u0645",
        "\u0915\u094D\u200D\u0937, \u0915\u094D\u0937",
        "foo\uFE0Fbar\u034F, foobar",
        "e\u00AD\u0301, \u00E9",
        "foo\u200Bbar, foo bar",
        "foo\u2060bar, foo bar",
        "foo\uFEFFbar, foo bar",
        "\u202Afoo\u202C, foo"
    })
    void whatIsInvisibleIsNoPartOfAWord(String text, String words) {
        assertThat(String.join(" ", Words.of(text))).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "(", "- – —", "🎸", "$.*^", "\uD83C", "\u0000"})
    void whatHasNoLetterAndNoDigitHasNoWords(String text) {
        assertThat(Words.of(text)).isEmpty();
    }

    @Test
    void nothingHasNoWords() {
        assertThat(Words.of((@Nullable String) null)).isEmpty();
    }

    @Test
    void theWordsOfSomeTextsAreDistinct() {
        assertThat(Words.of("Desk lamp", "A lamp for a desk", "Lights", "Lumen & Co"))
                .containsExactly("desk", "lamp", "a", "for", "lights", "lumen", "co");
    }

    @Test
    void absentTextsHaveNoWords() {
        assertThat(Words.of("Desk lamp", null, null, null)).containsExactly("desk", "lamp");
    }
}
