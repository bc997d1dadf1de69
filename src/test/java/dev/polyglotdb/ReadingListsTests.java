package dev.polyglotdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A page lists what to read in the code of each domain's request, and of what follows: few files, none long. */
@Tag("fast")
class ReadingListsTests {

    private static final Path PAGE = Path.of("src/docs/flows.md");

    private static final int MAX_FILES = 14;
    private static final int MAX_LINES = 200;

    private static final Pattern SECTION = Pattern.compile("(?m)^## ");
    private static final Pattern ENTRY = Pattern.compile("(?m)^\\d+\\. \\[`[^`]+`]\\((\\S+)\\)$");
    private static final Pattern WORD = Pattern.compile("[\\w-]+");
    private static final Pattern SUPERTYPE = Pattern.compile("\\b(?:implements|class \\w+ extends) (\\w+)");

    /** The files to read for a request, in this order. */
    record ReadingList(String request, List<Path> files) {

        static ReadingList of(String section) {
            return new ReadingList(
                    section.lines().findFirst().orElseThrow(),
                    ENTRY.matcher(section)
                            .results()
                            .map(entry -> PAGE.resolveSibling(entry.group(1)).normalize())
                            .toList());
        }

        @Override
        public String toString() {
            return request;
        }
    }

    static Stream<ReadingList> lists() throws IOException {
        return SECTION.splitAsStream(Files.readString(PAGE)).skip(1).map(ReadingList::of);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aRequestIsReadInFewFiles(ReadingList list) {
        assertThat(list.files()).hasSizeBetween(1, MAX_FILES).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void noneOfTheFilesIsLong(ReadingList list) {
        assertThat(list.files())
                .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(MAX_LINES));
    }

    /** So whoever reads in this order meets no class that comes from nowhere. */
    @ParameterizedTest
    @MethodSource("lists")
    void eachFileButTheFirstComesAfterOneThatNamesItOrItsSupertype(ReadingList list) throws IOException {
        var words = new HashSet<String>();
        for (var file : list.files()) {
            var text = Files.readString(file);
            if (!words.isEmpty()) {
                assertThat(words).as(file.toString()).containsAnyElementsOf(names(file, text));
            }
            WORD.matcher(text).results().map(MatchResult::group).forEach(words::add);
        }
    }

    private static Set<String> names(Path file, String text) {
        var names = SUPERTYPE.matcher(text).results().map(found -> found.group(1));
        var own = file.getFileName().toString().replaceAll("\\.\\w+$", "");
        return Stream.concat(Stream.of(own), names).collect(Collectors.toSet());
    }
}
