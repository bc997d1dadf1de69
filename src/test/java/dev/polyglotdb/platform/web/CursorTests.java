package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class CursorTests {

    static Stream<List<String>> parts() {
        return Stream.of(
                List.of("7"),
                List.of(""),
                List.of("", "", ""),
                List.of("price", "19.90", "lamp", "abc"),
                List.of("\uD83D\uDE00", "Ärmel", " "),
                List.of("\r", "\t", "\0"));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void aCursorComesBackFromItsText(List<String> parts) {
        var cursor = new Cursor(parts);

        assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void itsTextNeedsNoEscapingInAUrl(List<String> parts) {
        assertThat(new Cursor(parts).toString()).matches("[A-Za-z0-9_-]*");
    }

    @Test
    void anythingThatHasATextCanBeAPart() {
        assertThat(Cursor.of(7L, "lamp", true).parts()).containsExactly("7", "lamp", "true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!",
                "a b",
                "äöü",
                "AAAA AAAA",
                "A",
                "====",
                "a.b",
                "AA+/",
                "%41",
                "gA",
                "_w",
                "7aCA",
                "YQ==",
                "YR"
            })
    void aTextThatNobodyHandedOutIsRefused(String text) {
        refused(() -> Cursor.parse(text));
    }

    @Test
    void aCursorIsReadByItsParts() {
        String read = Cursor.of("a", "b").read(2, parts -> String.join("+", parts));

        assertThat(read).isEqualTo("a+b");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4})
    void anotherNumberOfPartsIsAnotherLists(int size) {
        refused(() -> Cursor.of("a", "b").read(size, parts -> parts));
    }

    @Test
    void whatTheNextVersionHasAppendedIsIgnored() {
        List<String> read = Cursor.of("a", "b", "+page=7", "+").read(2, parts -> parts);

        assertThat(read).containsExactly("a", "b");
        refused(() -> Cursor.of("a", "b", "+page=7", "c").read(2, parts -> parts));
        refused(() -> Cursor.of("a", "+b").read(3, parts -> parts));
    }

    @Test
    void partsThatCannotBeReadAreRefused() {
        refused(() -> Cursor.of("seven").read(1, parts -> Long.parseLong(parts.get(0))));
        refused(() -> Cursor.of("seven").read(1, parts -> parts.get(1)));
        refused(() -> Cursor.of("seven").read(1, parts -> {
            throw new UnsupportedOperationException("no");
        }));
    }

    private static void refused(ThrowingCallable read) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(read)
                .satisfies(refusal -> assertThat(refusal.errors())
                        .containsExactly(FieldProblem.of("cursor", "is not a cursor of this list")));
    }
}
