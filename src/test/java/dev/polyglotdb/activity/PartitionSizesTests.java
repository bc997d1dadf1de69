package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** A row here takes 100 bytes: 80 beside its text, 4 of its type, 4 of its product and 12 of its data. */
@Tag("fast")
class PartitionSizesTests {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final PartitionSizes sizes = sizes(300);

    @Test
    void aDayIsFilledFirstThenTheMinuteThenItsParts() {
        var event = event(NOON);

        for (var row = 0; row < 3; row++) {
            assertThat(sizes.choose(7L, event).bucket()).isEqualTo(TimeBucket.ofDay(NOON));
        }
        for (var row = 0; row < 3; row++) {
            assertThat(sizes.choose(7L, event).bucket()).isEqualTo(TimeBucket.ofMinute(NOON));
        }
        for (var row = 0; row < 10; row++) {
            assertThat(sizes.choose(7L, event).bucket()).isEqualTo(TimeBucket.ofPart(NOON, event.eventId()));
        }
    }

    @Test
    void theNextMinuteAndTheNextDayHaveRoomOfTheirOwn() {
        fill(7L, 6);

        assertThat(sizes.choose(7L, event(NOON.plusSeconds(60))).bucket())
                .isEqualTo(TimeBucket.ofMinute(NOON.plusSeconds(60)));
        assertThat(sizes.choose(7L, event(NOON.plus(Duration.ofDays(1)))).bucket())
                .isEqualTo(TimeBucket.ofDay(NOON.plus(Duration.ofDays(1))));
    }

    @Test
    void everyOwnerHasRoomOfTheirOwn() {
        fill(7L, 6);

        assertThat(sizes.choose(8L, event(NOON))).isEqualTo(new TimelinePartition<>(8L, TimeBucket.ofDay(NOON)));
        assertThat(sizes.choose("7", event(NOON))).isEqualTo(new TimelinePartition<>("7", TimeBucket.ofDay(NOON)));
    }

    @ParameterizedTest
    @CsvSource({"99, 0", "100, 1", "199, 1", "200, 2", "1000, 10"})
    void aPartitionNeverGetsMoreThanItsShare(int share, int rows) {
        var bounded = sizes(share);

        for (var row = 0; row < rows; row++) {
            assertThat(bounded.choose(7L, event(NOON)).bucket()).isEqualTo(TimeBucket.ofDay(NOON));
        }
        assertThat(bounded.choose(7L, event(NOON)).bucket()).isNotEqualTo(TimeBucket.ofDay(NOON));
    }

    /** A writer who found no room has counted its row; so those after it find none either. */
    @Test
    void aPartitionThatWasLeftIsNotComeBackTo() {
        fill(7L, 2);
        var large = new ActivityEvent(
                new UUID(1, 2), 7, "VIEW", null, FreeForm.parse("{\"a\":\"" + "x".repeat(60) + "\"}"), NOON);

        assertThat(sizes.choose(7L, large).bucket()).isNotEqualTo(TimeBucket.ofDay(NOON));
        assertThat(sizes.choose(7L, event(NOON)).bucket()).isEqualTo(TimeBucket.ofMinute(NOON));
    }

    private void fill(long owner, int rows) {
        for (var row = 0; row < rows; row++) {
            sizes.choose(owner, event(NOON));
        }
    }

    private static ActivityEvent event(Instant time) {
        return new ActivityEvent(new UUID(1, 2), 7, "VIEW", "lamp", FreeForm.parse("{\"page\":\"a\"}"), time);
    }

    private static PartitionSizes sizes(int share) {
        return new PartitionSizes(
                new ActivityProperties(Duration.ofDays(90), "polyglot", "{}", DataSize.ofBytes(share)));
    }
}
