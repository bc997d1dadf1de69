package dev.polyglotdb.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of switches in the page on testing has what the code of the tests reads, with the same defaults. */
@Tag("fast")
class SwitchesTests {

    private static final Path PAGE = Path.of("src/docs/testing.md");
    private static final Path CODE = Path.of("src/test/java");

    private static final Pattern NUMBER =
            Pattern.compile("(?:Integer\\.getInteger|Long\\.getLong)\\(\\s*\"(polyglot[^\"]+)\"(?:,\\s*([\\d_]+))?");
    private static final Pattern FLAG = Pattern.compile(
            "(?:Boolean\\.getBoolean\\(\\s*\"(polyglot[^\"]+)\"|named = \"(polyglot[^\"]+)\", matches = \"true\")");
    private static final Pattern TEXT =
            Pattern.compile("(?:System\\.getProperty|System\\.getenv|\\bread)\\(\\s*\"((?:polyglot|POLYGLOT)[^\"]+)\"");

    /** {@code | `switch` | default | what for |}. */
    private static final Pattern ROW =
            Pattern.compile("^\\| `((?:polyglot\\.|POLYGLOT_)[^`]+)` \\| (.*?) \\| (.*) \\|$", Pattern.MULTILINE);

    private record Row(String fallback, String purpose) {}

    @Test
    void theTableHasEachSwitchThatTheCodeReadsAndNoOther() throws IOException {
        assertThat(table().keySet())
                .containsExactlyInAnyOrderElementsOf(defaults().keySet());
    }

    /** Where two tests read the same switch, the second default is told with what it is for. */
    @Test
    void eachRowHasTheDefaultsOfTheCode() throws IOException {
        var table = table();
        defaults().forEach((name, inCode) -> {
            var row = Objects.requireNonNull(table.get(name), name);
            assertThat(inCode)
                    .as(name)
                    .allSatisfy(value -> assertThat("%s".formatted(row)).contains("`" + value + "`"));
            if (!inCode.isEmpty()) {
                assertThat(inCode).as(name).contains(row.fallback().replace("`", ""));
            }
        });
    }

    private static Map<String, Row> table() throws IOException {
        return ROW.matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> new Row(row.group(2), row.group(3))));
    }

    /** The switches that the code reads, each with its defaults as far as they are numbers or {@code false}. */
    private static Map<String, Set<String>> defaults() throws IOException {
        var defaults = new TreeMap<String, Set<String>>();
        for (var code : sources()) {
            NUMBER.matcher(code).results().forEach(read -> {
                var known = defaults.computeIfAbsent(read.group(1), name -> new TreeSet<>());
                if (read.group(2) != null) {
                    known.add(read.group(2).replace("_", ""));
                }
            });
            FLAG.matcher(code)
                    .results()
                    .forEach(read -> defaults.computeIfAbsent(
                                    read.group(1) == null ? read.group(2) : read.group(1), name -> new TreeSet<>())
                            .add("false"));
            TEXT.matcher(code)
                    .results()
                    .forEach(read -> defaults.computeIfAbsent(read.group(1), name -> new TreeSet<>()));
        }
        return defaults;
    }

    private static Iterable<String> sources() throws IOException {
        try (var files = Files.walk(CODE)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(SwitchesTests::read)
                    .toList();
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
