package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.ValidationException;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class ActivityFilterTests {

    @Test
    void whoeverAsksForNothingGetsAll() {
        assertThat(new ActivityFilter.Parameters(null, null, null).toFilter())
                .isEqualTo(new ActivityFilter(null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.1Z, 2026-01-31T12:00:00.100Z",
        "2026-01-31T12:00:00.123Z, 2026-01-31T12:00:00.123Z",
        "2026-01-31T12:00:00.1230Z, 2026-01-31T12:00:00.123Z",
        "2026-01-31T12:00:00.123000001Z, 2026-01-31T12:00:00.123Z",
        "2026-01-31T12:00:00.999999999Z, 2026-01-31T12:00:00.999Z",
        "2026-01-31T13:00:00+01:00, 2026-01-31T12:00:00Z",
        "2026-01-31T02:30:00-09:30, 2026-01-31T12:00:00Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z"
    })
    void aTimeIsReadInAnyOffsetToTheMillisecond(String text, Instant time) {
        assertThat(new ActivityFilter.Parameters(text, text, null).toFilter())
                .isEqualTo(new ActivityFilter(time, time, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-01-31",
                "2026-01-31T12:00:00",
                "2026-01-31 12:00:00Z",
                "2026-02-30T12:00:00Z",
                "2026-01-31T25:00:00Z",
                "2026-01-31T12:00:00+99:00",
                "26-01-31T12:00:00Z",
                "1769860800",
                " 2026-01-31T12:00:00Z",
                "2026-01-31T12:00:00Z "
            })
    void whatIsNoTimeIsNamed(String text) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> new ActivityFilter.Parameters(text, text, null).toFilter())
                .satisfies(refusal -> assertThat(refusal.errors())
                        .containsExactly(
                                FieldProblem.of("from", "must be an RFC 3339 time such as 2026-01-31T12:00:00.000Z"),
                                FieldProblem.of("to", "must be an RFC 3339 time such as 2026-01-31T12:00:00.000Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"V", "VIEW", "ORDER_PLACED", "A1_"})
    void aTypeIsOneThatAnEventCanHave(String type) {
        assertThat(new ActivityFilter.Parameters(null, null, type).toFilter().type())
                .isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "view", "1VIEW", "_VIEW", "VIEW ", "VIEW\n", "VI-EW", "ÄNDERN"})
    void anythingElseIsNamed(String type) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> new ActivityFilter.Parameters(null, null, type).toFilter())
                .satisfies(refusal -> assertThat(refusal.errors())
                        .containsExactly(FieldProblem.of(
                                "type",
                                "must be 1 to 64 capital letters, digits or underscores and begin with a letter")));
    }

    @Test
    void aTypeHas64CharactersAtMost() {
        assertThat(new ActivityFilter.Parameters(null, null, "A".repeat(64))
                        .toFilter()
                        .type())
                .hasSize(64);
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> new ActivityFilter.Parameters(null, null, "A".repeat(65)).toFilter());
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> new ActivityFilter.Parameters("x", "y", "z").toFilter())
                .satisfies(refusal -> assertThat(refusal.errors())
                        .extracting(FieldProblem::pointer)
                        .containsExactly("#/from", "#/to", "#/type"));
    }
}
