package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class JsonConventionsTests {

    private static final JsonMapper JSON = json();

    enum Color {
        RED
    }

    record Sample(
            @Nullable Integer integer,
            @Nullable Long large,
            @Nullable BigDecimal decimal,
            @Nullable String text,
            @Nullable Boolean truth,
            @Nullable Color color,
            @Nullable Instant time) {}

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00.000Z",
        "2026-01-31T12:00:00.1Z, 2026-01-31T12:00:00.100Z",
        "2026-01-31T12:00:00.123456Z, 2026-01-31T12:00:00.123456Z",
        "2026-01-31T12:00:00.123456789Z, 2026-01-31T12:00:00.123456789Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
        "1969-12-31T23:59:59.000001Z, 1969-12-31T23:59:59.000001Z",
        "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00.000Z",
        "+10000-01-01T00:00:00.0001Z, +10000-01-01T00:00:00.0001Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z",
        "-0001-12-31T23:59:59.999Z, -0001-12-31T23:59:59.999Z",
        "-10000-12-31T23:59:00.010Z, -10000-12-31T23:59:00.010Z",
        "-10001-12-31T23:59:00.010Z, -10001-12-31T23:59:00.010Z",
        "+999999999-12-31T23:59:59.999999999Z, +999999999-12-31T23:59:59.999999999Z"
    })
    void timesAreWrittenInUtcWithMillisecondsAtLeast(Instant time, String text) {
        assertThat(JSON.writeValueAsString(time)).isEqualTo("\"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.123456789Z, 2026-01-31T12:00:00.123Z",
        "2026-01-31T13:00:00+01:00, 2026-01-31T12:00:00Z",
        "2026-01-31T02:30:00-09:30, 2026-01-31T12:00:00Z"
    })
    void timesAreReadInAnyOffset(String text, Instant time) {
        assertThat(read("{\"time\":\"" + text + "\"}").time()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\"", "\"now\"", "\"2026-01-31\"", "\"2026-01-31T12:00:00\"", "1769860800", "true", "{}", "[]"
            })
    void whatIsNoTimeIsRefused(String value) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> read("{\"time\":" + value + "}"))
                .withMessageContaining("must be an RFC 3339 time such as 2026-01-31T12:00:00.000Z");
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "2.0, 2", "2e0, 2", "20e-1, 2", "-0, 0", "-0.0, 0", "2147483647, 2147483647", "1e9, 1000000000"
    })
    void anIntegerIsJudgedByItsValue(String text, int value) {
        assertThat(read("{\"integer\":" + text + "}").integer()).isEqualTo(value);
        assertThat(read("{\"large\":" + text + "}").large()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5", "\"2\"", "true", "\"\"", "[2]", "2147483648", "1e10", "-2147483649", "1e-400"})
    void whatIsNoIntegerOf32BitsIsRefused(String value) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> read("{\"integer\":" + value + "}"))
                .withMessageContaining("must be an integer of at most 32 bits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "1e19", "0.5"})
    void whatIsNoIntegerOf64BitsIsRefused(String value) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> read("{\"large\":" + value + "}"))
                .withMessageContaining("must be an integer of at most 64 bits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"19.90", "0.1", "12345678901234567890.123456789", "5"})
    void decimalsAreExact(String text) {
        assertThat(read("{\"decimal\":" + text + "}").decimal()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"unknown\":1}",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{\"text\":\"a\"} {}",
                "{\"text\":\"a\"},",
                "{\"text\":1}",
                "{\"text\":1.5}",
                "{\"text\":true}",
                "{\"text\":{}}",
                "{\"text\":[]}",
                "{\"truth\":\"true\"}",
                "{\"truth\":1}",
                "{\"truth\":\"\"}",
                "{\"decimal\":\"1\"}",
                "{\"decimal\":\"\"}",
                "{\"color\":0}",
                "{\"color\":\"0\"}",
                "{\"color\":\"red\"}",
                "{\"color\":\"\"}",
                "{\"color\":\" RED\"}",
                "{\"color\":\"RED \"}",
                "{\"color\":\"RED\\n\"}",
                "{\"color\":\"\\u0000RED\"}",
                "{\"color\":[\"RED\"]}",
                "{\"text\":\"a\",}",
                "{'text':'a'}",
                "{text:\"a\"}",
                "{\"decimal\":NaN}",
                "{\"decimal\":01}",
                "{\"decimal\":+1}",
                "{\"decimal\":.5}",
                "{/* */}",
                "[]",
                "\"\"",
                ""
            })
    void nothingIsUnknownTwiceCoercedOrLax(String json) {
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(json));
    }

    @Test
    void whatIsAbsentIsNullAsIsNull() {
        assertThat(read("{}")).isEqualTo(new Sample(null, null, null, null, null, null, null));
        assertThat(read("{\"integer\":null,\"time\":null,\"text\":null}")).isEqualTo(read("{}"));
    }

    private static Sample read(String json) {
        return JSON.readValue(json, Sample.class);
    }

    private static JsonMapper json() {
        var builder = JsonMapper.builder();
        new JsonConventions().customize(builder);
        return builder.build();
    }
}
