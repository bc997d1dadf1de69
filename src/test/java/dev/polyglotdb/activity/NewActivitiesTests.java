package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.json.InvalidValueException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class NewActivitiesTests {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void oneEventIsNoBatch() {
        assertThat(read("{\"type\":\"VIEW\"}"))
                .isEqualTo(new NewActivities(List.of(new NewActivity("VIEW", null, null, null, null)), false));
    }

    @Test
    void anArrayIsABatchAlsoOfOne() {
        assertThat(read("[{\"type\":\"VIEW\"}]").batch()).isTrue();
        assertThat(read("[{\"type\":\"VIEW\"},{\"type\":\"CLICK\"}]").events())
                .extracting(NewActivity::type)
                .containsExactly("VIEW", "CLICK");
    }

    @Test
    void aBatchHas1To1000Events() {
        assertThat(read(batch(1_000)).events()).hasSize(1_000);
        for (var wrong : List.of(batch(0), batch(1_001))) {
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> read(wrong))
                    .withMessageContaining("must have 1 to 1000 events");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"VIEW\"", "true", "1.5"})
    void anythingElseIsNoEvent(String json) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> read(json))
                .withMessageContaining("must be an event or an array of events");
    }

    @ParameterizedTest
    @CsvSource({
        "events[3].type, true, [3].type",
        "events[3].<list element>, true, [3]",
        "events[0].type, false, type",
        "events[0].<list element>, false, ''"
    })
    void aPathIsThatOfTheJson(String path, boolean batch, String inJson) {
        assertThat(new NewActivities(List.of(), batch).jsonPath(path)).isEqualTo(inJson);
    }

    /** A repeated event is harmless; two events of one id and time are a mistake of whoever sends them. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "A, lamp, {\"a\":1}, 7b0e3f5e-1d0c-4b7e-9b0a-0d5f2f6f9a11, false",
                "A, lamp, {\"a\":1}, 7B0E3F5E-1D0C-4B7E-9B0A-0D5F2F6F9A11, false",
                "B, lamp, {\"a\":1}, 7B0E3F5E-1D0C-4B7E-9B0A-0D5F2F6F9A11, true",
                "B, lamp, {\"a\":1}, 7b0e3f5e-1d0c-4b7e-9b0a-0d5f2f6f9a11, true",
                "A, desk, {\"a\":1}, 7b0e3f5e-1d0c-4b7e-9b0a-0d5f2f6f9a11, true",
                "A,    -, {\"a\":1}, 7b0e3f5e-1d0c-4b7e-9b0a-0d5f2f6f9a11, true",
                "A, lamp, {\"a\":2}, 7b0e3f5e-1d0c-4b7e-9b0a-0d5f2f6f9a11, true",
                "A, lamp, {\"a\":1.0}, 7b0e3f5e-1d0c-4b7e-9b0a-0d5f2f6f9a11, false",
                "B, desk, {\"a\":2}, 7b0e3f5e-1d0c-4b7e-9b0a-0d5f2f6f9a12, false"
            })
    void anIdMeansOneEventOfATime(
            String type, @Nullable String productId, String data, String eventId, boolean problem) {
        var time = Instant.parse("2026-01-31T12:00:00.123Z");
        var first =
                new NewActivity("A", "lamp", FreeForm.parse("{\"a\":1}"), time, "7b0e3f5e-1d0c-4b7e-9b0a-0d5f2f6f9a11");
        var second = new NewActivity(type, productId, FreeForm.parse(data), time.plusNanos(999_999), eventId);
        assertThat(new NewActivities(List.of(first, second), true).problems().keySet())
                .isEqualTo(problem ? Set.of("events[1].eventId") : Set.of());
    }

    private static NewActivities read(String json) {
        return JSON.readValue(json, NewActivities.class);
    }

    private static String batch(int size) {
        return "[" + String.join(",", Collections.nCopies(size, "{\"type\":\"VIEW\"}")) + "]";
    }
}
