package dev.polyglotdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages speak of is there: where their links lead, and the classes and tables that they name. */
@Tag("fast")
class PagesTests {

    private static final Pattern FENCED = Pattern.compile("(?sm)^```.*?^```$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+)(?:\\.\\w+)?`");
    private static final Pattern ALERT = Pattern.compile("alert: (\\w+)");
    private static final Pattern TABLE = Pattern.compile("`([a-z]+(?:_[a-z]+)+)`");

    /** Classes of libraries, words of a protocol, and other names that are not ours. */
    private static final Set<String> FOREIGN = Set.of(
            "AsyncCqlTemplate",
            "CqlSession",
            "CqlTemplate",
            "EventSource",
            "JdbcClient",
            "MongoCollection",
            "MongoOperations",
            "MongoRepository",
            "MongoTemplate",
            "RedisTemplate",
            "StringRedisTemplate",
            "SystemOverloadedError",
            "TimeWindowCompactionStrategy",
            "TransientError",
            "TransientTransactionError",
            "users_email_key");

    static List<Path> pages() throws IOException {
        return Stream.of("README.md", ".github", "src/docs", "src/main")
                .flatMap(place -> files(Path.of(place), file -> file.toString().endsWith(".md")))
                .toList();
    }

    static List<Path> storesAndFlows() {
        return Stream.concat(files(Path.of("src/docs/stores"), file -> true), Stream.of(Path.of("src/docs/flows.md")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        assertThat(found(LINK, withoutCode(page)))
                .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageIsLinkedFromAnother(Path page) throws IOException {
        var linked = pages().stream()
                .filter(other -> !other.equals(page))
                .flatMap(other -> found(LINK, withoutCode(other)).stream()
                        .map(link -> other.toAbsolutePath().resolveSibling(link).normalize()))
                .collect(Collectors.toSet());

        if (!page.equals(Path.of("README.md"))) {
            assertThat(linked).contains(page.toAbsolutePath().normalize());
        }
    }

    @Test
    void theIndexLinksEveryPageBelowIt() {
        var index = Path.of("src/docs/README.md");
        var linked = found(LINK, withoutCode(index)).stream()
                .map(link -> index.resolveSibling(link).normalize())
                .collect(Collectors.toSet());

        assertThat(linked)
                .containsAll(files(Path.of("src/docs"), file -> file.toString().endsWith(".md"))
                        .filter(page -> !page.equals(index))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyClassThatAPageNamesIsThere(Path page) {
        var classes = files(Path.of("src"), file -> file.toString().endsWith(".java"))
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        classes.addAll(FOREIGN);
        classes.addAll(found(ALERT, read(Path.of("src/deploy/observability/alerts.yml"))));

        assertThat(classes).containsAll(found(CLASS, withoutCode(page)));
    }

    @ParameterizedTest
    @MethodSource("storesAndFlows")
    void everyTableColumnAndIndexThatAPageNamesIsInASchema(Path page) {
        var schemas = files(
                        Path.of("src/main/resources"), file -> file.toString().matches(".*\\.(sql|cql|cypher)"))
                .map(PagesTests::read)
                .collect(Collectors.joining("\n"));

        assertThat(found(TABLE, withoutCode(page)))
                .allSatisfy(name -> assertThat(FOREIGN.contains(name) || schemas.contains(name))
                        .as(name)
                        .isTrue());
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static String withoutCode(Path page) {
        return FENCED.matcher(read(page)).replaceAll("");
    }

    private static Stream<Path> files(Path place, Predicate<Path> which) {
        try (var files = Files.walk(place)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("node_modules"))
                    .filter(which)
                    .toList()
                    .stream();
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
