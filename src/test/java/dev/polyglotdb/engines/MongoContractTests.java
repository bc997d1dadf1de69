package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What all tests before this one made the application send. A real server refuses what it doesn't know, where the
 * emulator may say nothing. So each word that is used stands in a list, with the page of MongoDB's manual that was read
 * for it.
 */
@Isolated("it comes after all others that use MongoDB")
@Order(Integer.MAX_VALUE)
class MongoContractTests {

    private static final Path LIST = Path.of("src/test/resources/mongodb/commands.txt");
    private static final String MANUAL = "https://www.mongodb.com/docs/manual/reference/";

    @Test
    void everyWordThatIsSentIsInTheManual() throws IOException {
        Set<String> unknown = new TreeSet<>(MongoCommandLog.ALL.words());
        unknown.removeAll(list().keySet());

        assertThat(unknown)
                .as(
                        "sent to MongoDB, but not in %s: look it up in the manual from 7.0 on, and add it and its page",
                        LIST)
                .isEmpty();
    }

    @Test
    void readsAndWritesCarryWhatIsPinned() {
        assertThat(MongoCommandLog.ALL.broken()).isEmpty();
    }

    /** Words in brackets are sent to a real server only, or only when something goes wrong. */
    @Test
    @DisabledIfSystemProperty(named = "test", matches = ".+", disabledReason = "only some of the tests ran")
    void everyWordInTheListIsSent() throws IOException {
        Set<String> unsent = list().entrySet().stream()
                .filter(entry -> !entry.getValue().endsWith("]"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        unsent.removeAll(MongoCommandLog.ALL.words());

        assertThat(unsent).as("in %s, but never sent: remove it", LIST).isEmpty();
    }

    @Test
    void everyLineNamesAPageOfTheManual() throws IOException {
        assertThat(list().values()).allSatisfy(page -> assertThat(page).matches("\\[?" + MANUAL + "\\S+/\\]?"));
    }

    /** Lines of a kind, a name and a page; a page can be left out where it is that of the line before. */
    private static Map<String, String> list() throws IOException {
        Map<String, String> pages = new TreeMap<>();
        String page = "";
        for (String line : Files.readAllLines(LIST)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.strip().split("\\s+");
            boolean rare = parts[0].startsWith("[");
            if (parts.length > 2) {
                page = MANUAL + parts[2].replace("]", "");
            }
            String word = (parts[0] + " " + parts[1]).replaceAll("[\\[\\]]", "");
            assertThat(pages.put(word, rare ? "[" + page + "]" : page)).as(line).isNull();
        }
        return pages;
    }
}
