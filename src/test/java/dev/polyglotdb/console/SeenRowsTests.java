package dev.polyglotdb.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class SeenRowsTests {

    @Test
    void whatWasSeenIsReadAgainFromTheIdOfAnEventWhateverTheOrder() {
        var seen = SeenRows.read(null).orElseThrow();
        seen.add(12);
        seen.add(7);

        var again = SeenRows.read(seen.toString()).orElseThrow();

        assertThat(again.has(7)).isTrue();
        assertThat(again.has(12)).isTrue();
        assertThat(again.has(8)).as("smaller than what was seen, and new").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "7-", "a", "7,8", "7--8", "-7", " 7", "9999999999999999999"})
    void anythingElseIsNoSuchId(String id) {
        assertThat(SeenRows.read(id)).isEmpty();
    }

    @Test
    void anIdHasAtMost64Rows() {
        assertThat(SeenRows.read("1" + "-1".repeat(63))).isPresent();
        assertThat(SeenRows.read("1" + "-1".repeat(64))).isEmpty();
    }
}
