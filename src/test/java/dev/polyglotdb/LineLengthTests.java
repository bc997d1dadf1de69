package dev.polyglotdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The formatter keeps code to 120 columns and leaves comments as they are, so this checks the comments. */
@Tag("fast")
class LineLengthTests {

    private static final int MAX_COLUMNS = 120;

    @Test
    void noCommentIsWiderThanTheCode() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")).flatMap(LineLengthTests::wideComments))
                    .isEmpty();
        }
    }

    private static Stream<String> wideComments(Path file) {
        var lines = lines(file);
        return IntStream.range(0, lines.size())
                .filter(i -> isComment(lines.get(i)) && lines.get(i).length() > MAX_COLUMNS)
                .mapToObj(i -> file + ":" + (i + 1));
    }

    private static boolean isComment(String line) {
        var text = line.strip();
        return text.startsWith("*") || text.startsWith("/*") || text.startsWith("//");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
