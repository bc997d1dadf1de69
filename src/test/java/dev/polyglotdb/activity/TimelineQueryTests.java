package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.web.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class TimelineQueryTests {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant EXPIRED = NOW.minus(Duration.ofDays(90));
    private static final ActivityFilter ALL = new ActivityFilter(null, null, null);
    private static final PageRequest PAGE = new PageRequest(20, null, List.of());

    @Test
    void everythingIsFromADayAheadToTheEndOfTheRetention() {
        assertThat(TimelineQuery.of(ALL, PAGE, EXPIRED, NOW))
                .isEqualTo(new TimelineQuery(
                        TimelinePosition.before(Instant.parse("2026-02-01T12:00:00Z")), EXPIRED, null, 20));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T11:00:00Z, 2026-01-31T11:00:00Z",
        "2026-02-01T11:59:59Z, 2026-02-01T11:59:59Z",
        "2030-01-01T00:00:00Z, 2026-02-01T12:00:00Z",
        "+292278994-08-17T07:12:55.807Z, 2026-02-01T12:00:00Z"
    })
    void itBeginsBeforeTheTimeAskedFor(Instant to, Instant start) {
        var filter = new ActivityFilter(null, to, null);

        assertThat(TimelineQuery.of(filter, PAGE, EXPIRED, NOW).start()).isEqualTo(TimelinePosition.before(start));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T11:00:00Z, 2026-01-31T11:00:00Z",
        "2025-11-02T12:00:00Z, 2025-11-02T12:00:00Z",
        "2025-11-02T11:59:59.999Z, 2025-11-02T12:00:00Z",
        "-1000000000-01-01T00:00:00Z, 2025-11-02T12:00:00Z"
    })
    void itEndsWithTheTimeAskedForOrWithTheRetention(Instant from, Instant oldest) {
        var filter = new ActivityFilter(from, null, null);

        assertThat(TimelineQuery.of(filter, PAGE, EXPIRED, NOW).oldest()).isEqualTo(oldest);
    }

    @ParameterizedTest
    @CsvSource({
        ", 2026-01-31T10:00:00Z, 2026-01-31T10:00:00Z",
        "2026-01-31T11:00:00Z, 2026-01-31T10:00:00Z, 2026-01-31T10:00:00Z",
        "2026-01-31T09:00:00Z, 2026-01-31T10:00:00Z, 2026-01-31T09:00:00Z"
    })
    void aCursorLeadsOnButNeverBackBeyondTheFilter(@Nullable Instant to, Instant cursor, Instant start) {
        var position = new TimelinePosition(cursor, new UUID(1, 2), 7);
        var request = new PageRequest(20, position.toCursor(), List.of());

        var query = TimelineQuery.of(new ActivityFilter(null, to, null), request, EXPIRED, NOW);

        assertThat(query.start()).isEqualTo(start.equals(cursor) ? position : TimelinePosition.before(start));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T10:00:00Z, 2026-01-31T09:00:00Z, false",
        "2026-01-31T10:00:00Z, 2026-01-31T10:00:00Z, false",
        "2026-01-31T10:00:00Z, 2026-01-31T11:00:00Z, true"
    })
    void aQueryThatEndsBeforeItBeginsIsEmpty(Instant to, Instant from, boolean empty) {
        assertThat(TimelineQuery.of(new ActivityFilter(from, to, null), PAGE, EXPIRED, NOW)
                        .isEmpty())
                .isEqualTo(empty);
    }

    @Test
    void aQueryForWhatIsGoneIsEmpty() {
        var filter = new ActivityFilter(null, EXPIRED.minusMillis(1), null);

        assertThat(TimelineQuery.of(filter, PAGE, EXPIRED, NOW).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T11:59:59.999Z, false",
        "2026-01-31T12:00:00Z, false",
        "2026-01-31T12:00:59.999Z, false",
        "2026-01-31T12:01:00Z, true"
    })
    void aMinuteThatIsOlderThanAllThatIsAskedForIsLeftOut(Instant oldest, boolean leftOut) {
        var query = new TimelineQuery(TimelinePosition.before(NOW), oldest, null, 20);

        assertThat(query.endsAfter(TimeBucket.ofMinute(NOW))).isEqualTo(leftOut);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T11:59:59.999Z, true",
        "2026-01-31T12:00:00Z, true",
        "2026-01-31T12:00:00.001Z, false",
        "2026-01-31T12:01:00Z, false"
    })
    void aMinuteThatIsNewerThanAllThatIsAskedForIsLeftOut(Instant to, boolean leftOut) {
        var query = new TimelineQuery(TimelinePosition.before(to), EXPIRED, null, 20);

        assertThat(query.startsBefore(TimeBucket.ofMinute(NOW))).isEqualTo(leftOut);
    }

    @Test
    void theMinuteOfTheLastEventIsNotLeftOut() {
        var query = new TimelineQuery(new TimelinePosition(NOW, new UUID(0, 0), 7), EXPIRED, null, 20);

        assertThat(query.startsBefore(TimeBucket.ofMinute(NOW))).isFalse();
    }

    @Test
    void aQueryKnowsItsDaysInUtc() {
        var query = new TimelineQuery(
                TimelinePosition.before(Instant.parse("2026-02-01T00:00:00Z")),
                Instant.parse("2026-01-30T23:59:59.999Z"),
                null,
                20);

        assertThat(query.newestDay()).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(query.oldestDay()).isEqualTo(LocalDate.of(2026, 1, 30));
    }

    @Test
    void oneTypeOrAllAreWanted() {
        assertThat(new TimelineQuery(TimelinePosition.before(NOW), EXPIRED, null, 20).wants("VIEW"))
                .isTrue();
        assertThat(new TimelineQuery(TimelinePosition.before(NOW), EXPIRED, "VIEW", 20).wants("VIEW"))
                .isTrue();
        assertThat(new TimelineQuery(TimelinePosition.before(NOW), EXPIRED, "VIEW", 20).wants("VIEWED"))
                .isFalse();
    }
}
