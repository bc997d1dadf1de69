package dev.polyglotdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The formatter keeps code to 120 columns, but not the texts in it, comments and pages. These are checked here. */
@Tag("fast")
class LineLengthTests {

    private static final int MAX_COLUMNS = 120;

    /** Pages whose paragraphs are wider. */
    private static final List<Path> WIDE = List.of(Path.of("src/main/java/dev/polyglotdb/recommend/README.md"));

    @Test
    void noCommentIsWiderThanTheCode() {
        assertThat(files("src", ".java").flatMap(file -> wide(file, LineLengthTests::isComment)))
                .isEmpty();
    }

    @Test
    void noLineOfTheApplicationIs() {
        assertThat(files("src/main/java", ".java").flatMap(file -> wide(file, (lines, i) -> true)))
                .isEmpty();
    }

    @Test
    void noCommentInTheBuildOrInYamlIs() {
        var yaml = Stream.of("src", ".github")
                .flatMap(place -> Stream.of(".yml", ".yaml").flatMap(ending -> files(place, ending)));
        var wide = Stream.concat(
                Stream.concat(yaml, Stream.of(Path.of("docker-compose.yml")))
                        .flatMap(file ->
                                wide(file, (lines, i) -> lines.get(i).strip().startsWith("#"))),
                wide(Path.of("pom.xml"), (lines, i) -> isXmlComment(lines.get(i))));

        assertThat(wide).isEmpty();
    }

    /** Tables, headings and examples have lines that can't be broken. */
    @Test
    void noParagraphOfAPageIs() {
        var pages = Stream.concat(
                Stream.of(Path.of("README.md")), Stream.of("src", ".github").flatMap(place -> files(place, ".md")));

        assertThat(pages.flatMap(page -> wide(page, LineLengthTests::isProse))).isEmpty();
    }

    private static Stream<String> wide(Path file, BiPredicate<List<String>, Integer> which) {
        var lines = lines(file);
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).length() > MAX_COLUMNS && which.test(lines, i))
                .mapToObj(i -> file + ":" + (i + 1));
    }

    private static boolean isComment(List<String> lines, int i) {
        var text = lines.get(i).strip();
        return text.startsWith("*") || text.startsWith("/*") || text.startsWith("//");
    }

    private static boolean isXmlComment(String line) {
        return line.strip().startsWith("<!--") || !line.contains("<");
    }

    private static boolean isProse(List<String> lines, int i) {
        var text = lines.get(i).strip();
        var isInExample = lines.subList(0, i).stream()
                                .filter(line -> line.startsWith("```"))
                                .count()
                        % 2
                == 1;
        return !isInExample && text.contains(" ") && Stream.of("|", "#", "![").noneMatch(text::startsWith);
    }

    private static Stream<Path> files(String place, String ending) {
        try (var files = Files.walk(Path.of(place))) {
            return files
                    .filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.toString().contains("node_modules"))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
