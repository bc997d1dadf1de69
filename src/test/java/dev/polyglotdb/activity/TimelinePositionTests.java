package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.platform.web.Cursor;
import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.ValidationException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class TimelinePositionTests {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123Z");
    private static final UUID ID = UUID.fromString("123e4567-e89b-42d3-a456-426614174000");

    @Test
    void theNewestIsFirst() {
        var older = new TimelinePosition(NOON, ID, 7);
        var newer = new TimelinePosition(NOON.plusMillis(1), ID, 7);

        assertThat(Stream.of(older, newer).sorted()).containsExactly(newer, older);
    }

    /** As Cassandra sorts its {@code uuid}: by version, those of version 1 by their time, all others by their bytes. */
    @ParameterizedTest
    @CsvSource({
        "00000000-0000-0000-0000-000000000000, ffffffff-ffff-1fff-bfff-ffffffffffff",
        "ffffffff-ffff-1fff-bfff-ffffffffffff, 00000000-0000-4000-8000-000000000000",
        "ffffffff-ffff-4fff-bfff-ffffffffffff, 00000000-0000-7000-8000-000000000000",
        "00000000-0000-4000-8000-000000000000, 00000000-0000-4000-8000-000000000001",
        "7fffffff-ffff-4fff-bfff-ffffffffffff, 80000000-0000-4000-8000-000000000000",
        "00000000-0000-4000-8000-000000000000, 00000000-0000-4000-c000-000000000000",
        "ffffffff-0000-1000-8000-000000000000, 00000000-0001-1000-8000-000000000000",
        "00000000-0000-1000-8000-000000000000, 00000000-0000-1000-8000-000000000001"
    })
    void idsOfOneMomentAreInTheOrderOfCassandra(UUID smaller, UUID larger) {
        var second = new TimelinePosition(NOON, smaller, 7);
        var first = new TimelinePosition(NOON, larger, 7);

        assertThat(first).isLessThan(second);
        assertThat(second).isGreaterThan(first);
    }

    @Test
    void inTheTimelineOfAProductTheUserDecidesLast() {
        assertThat(new TimelinePosition(NOON, ID, 8)).isLessThan(new TimelinePosition(NOON, ID, 7));
        assertThat(new TimelinePosition(NOON, ID, 7)).isEqualByComparingTo(new TimelinePosition(NOON, ID, 7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000000000",
                "00000000-0000-1000-8000-000000000000",
                "123e4567-e89b-42d3-a456-426614174000"
            })
    void beforeATimeIsAfterAllThatHasThisTime(UUID eventId) {
        assertThat(TimelinePosition.before(NOON)).isGreaterThanOrEqualTo(new TimelinePosition(NOON, eventId, 0));
        assertThat(TimelinePosition.before(NOON)).isLessThan(new TimelinePosition(NOON.minusMillis(1), eventId, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00.123Z, 123e4567-e89b-42d3-a456-426614174000, 7",
        "1970-01-01T00:00:00Z, 00000000-0000-0000-0000-000000000000, 0",
        "1969-12-31T23:59:59.999Z, ffffffff-ffff-ffff-ffff-ffffffffffff, 9223372036854775807"
    })
    void aPositionComesBackFromItsCursor(Instant time, UUID eventId, long userId) {
        var position = new TimelinePosition(time, eventId, userId);

        assertThat(TimelinePosition.of(position.toCursor())).isEqualTo(position);
    }

    /** As 0.1.0 handed it out, and as a version may that has something to add. */
    @Test
    void aCursorOfTheVersionBeforeIsReadAndThatOfTheNextOneToo() {
        var id = "123e4567-e89b-42d3-a456-426614174000";
        var position = new TimelinePosition(Instant.ofEpochMilli(7), UUID.fromString(id), 3);

        assertThat(position.toCursor()).isEqualTo(Cursor.of("7", id, "3"));
        assertThat(TimelinePosition.of(Cursor.of("7", id, "3", "+part=2"))).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0|123e4567-e89b-42d3-a456-426614174000",
                "0|123e4567-e89b-42d3-a456-426614174000|7|8",
                "noon|123e4567-e89b-42d3-a456-426614174000|7",
                "0.5|123e4567-e89b-42d3-a456-426614174000|7",
                "9223372036854775808|123e4567-e89b-42d3-a456-426614174000|7",
                "0|no-id|7",
                "0||7",
                "0|123e4567-e89b-42d3-a456-426614174000|",
                "0|123e4567-e89b-42d3-a456-426614174000|me"
            })
    void aCursorOfAnotherListIsRefused(String parts) {
        var cursor = new Cursor(List.copyOf(Arrays.asList(parts.split("\\|", -1))));

        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> TimelinePosition.of(cursor))
                .satisfies(refusal -> assertThat(refusal.errors())
                        .extracting(FieldProblem::pointer)
                        .containsExactly("#/cursor"));
    }
}
