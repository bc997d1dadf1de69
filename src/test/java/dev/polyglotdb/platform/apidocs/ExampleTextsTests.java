package dev.polyglotdb.platform.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The texts in the examples of the OpenAPI document are those that the application writes. */
@Tag("fast")
class ExampleTextsTests {

    private static final String SOURCES = sources();

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

    /** What stands for a value in a text: of formatted in our own, in braces in those of Bean Validation. */
    private static final Pattern PLACE = Pattern.compile("%\\w|\\$?\\{[^}]*}");

    /** A name, a number or a pointer, perhaps in quotation marks. */
    private static final Pattern VALUE = Pattern.compile("[\\w./#\"-]+ ?");

    private static final Set<String> PARTS = Stream.concat(literals(), violations())
            .flatMap(PLACE::splitAsStream)
            .filter(part -> part.length() > 5 && part.contains(" "))
            .collect(Collectors.toSet());

    static Stream<String> texts() {
        var document = OpenApi.document();
        return Stream.of("detail", "lastError")
                .flatMap(name -> document.findValues(name).stream())
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyExampleOfATextIsOneThatTheApplicationWrites(String text) {
        assertThat(isWritten(text, false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "There is a product with the id desk-lamp-7.",
                "price.currency: must be an ISO 4217 currency code",
                "Cassandra can't be reached."
            })
    void aTextThatItDoesNotWriteIsFound(String text) {
        assertThat(isWritten(text, false)).isFalse();
    }

    @Test
    void everyExampleOfAProblemHasTheTitleOfItsType() {
        assertThat(OpenApi.document().findParents("title").stream()
                        .filter(problem -> problem.path("type").asString("").startsWith("/problems/")))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(SOURCES)
                        .containsPattern("\"%s\",\\s*\"%s\""
                                .formatted(
                                        problem.path("type").stringValue().replace("/problems/", ""),
                                        problem.path("title").stringValue())));
    }

    /** Whether a text consists of parts from the sources, with single values between them. */
    private static boolean isWritten(String text, boolean followsValue) {
        if (text.isEmpty()) {
            return true;
        }
        if (PARTS.stream().anyMatch(part -> text.startsWith(part) && isWritten(text.substring(part.length()), false))) {
            return true;
        }
        var value = VALUE.matcher(text);
        return !followsValue
                && value.lookingAt()
                && Stream.of(value.end(), value.group().strip().length())
                        .anyMatch(end -> isWritten(text.substring(end), true));
    }

    private static Stream<String> literals() {
        return LITERAL.matcher(SOURCES)
                .results()
                .map(literal -> literal.group(1).replace("\\\"", "\""));
    }

    private static Stream<String> violations() {
        var texts = ResourceBundle.getBundle("org.hibernate.validator.ValidationMessages", Locale.ENGLISH);
        return Collections.list(texts.getKeys()).stream().map(texts::getString);
    }

    private static String sources() {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ExampleTextsTests::read)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
