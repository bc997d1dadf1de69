package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class Rfc3339Tests {

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T10:00:00Z, 2026-11-27T10:00:00Z",
        "2026-11-27t10:00:00z, 2026-11-27T10:00:00Z",
        "2026-11-27T10:00:00.1Z, 2026-11-27T10:00:00.100Z",
        "2026-11-27T10:00:00.12Z, 2026-11-27T10:00:00.120Z",
        "2026-11-27T10:00:00.123456789Z, 2026-11-27T10:00:00.123Z",
        "2026-11-27T10:00:00.1239999999999Z, 2026-11-27T10:00:00.123Z",
        "2026-11-27T10:00:59.9999999999Z, 2026-11-27T10:00:59.999Z",
        "1969-12-31T23:59:59.9999Z, 1969-12-31T23:59:59.999Z",
        "2026-11-27T10:00:00+05:30, 2026-11-27T04:30:00Z",
        "2026-11-27T10:00:00-23:59, 2026-11-28T09:59:00Z",
        "2026-11-27T10:00:00-00:00, 2026-11-27T10:00:00Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "0000-01-01T00:00:00+23:59, -0001-12-31T00:01:00Z",
        "9999-12-31T23:59:59.9999999Z, 9999-12-31T23:59:59.999Z",
        "9999-12-31T23:59:59-23:59, +10000-01-01T23:58:59Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2017-01-01T00:59:60+01:00, 2017-01-01T00:00:00Z"
    })
    void aTimeIsReadToTheMillisecondWhateverItsFractionAndOffset(String text, Instant time) {
        assertThat(Rfc3339.parse(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-27T10:00:00.Z",
                "2026-11-27T10:00Z",
                "2026-11-27T10:00:00",
                "2026-11-27T10:00:00+05",
                "2026-11-27T10:00:00+0530",
                "2026-11-27T10:00:00+05:30:00",
                "2026-11-27T10:00:00+24:00",
                "2026-11-27T10:00:00+05:60",
                "2026-11-27 10:00:00Z",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "10000-01-01T00:00:00Z",
                "2026-02-29T00:00:00Z",
                "2026-11-27T24:00:00Z",
                "2026-11-27T12:00:60Z",
                "2026-11-27T10:00:00,5Z",
                " 2026-11-27T10:00:00Z",
                "2026-11-27T10:00:00Z\n",
                "\u0662\u0660\u0662\u0666-11-27T10:00:00Z",
                "now",
                ""
            })
    void whatIsNotOfItsGrammarIsNoTime(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Rfc3339.parse(text));
    }
}
