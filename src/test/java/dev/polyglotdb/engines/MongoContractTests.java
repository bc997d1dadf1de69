package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.engines.MongoWordList.Use;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What all tests before this one made the driver send, for the application and for themselves. A real server refuses
 * what it doesn't know, where the emulator may say nothing. So each word that is used stands in a list, with the page
 * of MongoDB's manual that was read for it.
 */
@Isolated("it comes after all others that use MongoDB")
@Order(Integer.MAX_VALUE)
class MongoContractTests {

    private static final String MANUAL = "https://www.mongodb.com/docs/manual/";

    private final MongoWordList list = MongoWordList.read();

    @Test
    void everyWordThatIsSentIsInTheManual() {
        Set<String> unknown = new TreeSet<>(MongoCommandLog.ALL.words());
        unknown.addAll(MongoCommandLog.ALL.otherWords());
        unknown.removeAll(list.words());

        assertThat(unknown)
                .as(
                        "sent to MongoDB, but not in %s: look it up in the manual from 7.0 on, and add it and its page",
                        MongoWordList.FILE)
                .isEmpty();
    }

    @Test
    void whatOnlyTestsMaySendTheApplicationDoesNot() {
        assertThat(MongoCommandLog.ALL.words()).noneMatch(list.words(Use.TESTS)::contains);
    }

    @Test
    void readsAndWritesCarryWhatIsPinned() {
        assertThat(MongoCommandLog.ALL.broken()).isEmpty();
    }

    @Test
    @DisabledIfSystemProperty(named = "test", matches = ".+", disabledReason = "only some of the tests ran")
    void everyWordInTheListIsSent() {
        Set<String> unsent = new TreeSet<>(list.words(Use.APPLICATION));
        unsent.removeAll(MongoCommandLog.ALL.words());
        Set<String> unsentByTests = new TreeSet<>(list.words(Use.TESTS));
        unsentByTests.removeAll(MongoCommandLog.ALL.otherWords());
        unsent.addAll(unsentByTests);

        assertThat(unsent)
                .as("in %s, but never sent: remove it", MongoWordList.FILE)
                .isEmpty();
    }

    @Test
    void everyLineNamesAPageOfTheManual() {
        assertThat(list.pages())
                .allSatisfy(page -> assertThat(page).startsWith(MANUAL).matches("\\S+[a-z]/"));
    }
}
