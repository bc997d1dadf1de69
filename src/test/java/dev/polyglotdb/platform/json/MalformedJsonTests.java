package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class MalformedJsonTests {

    private static final JsonMapper JSON = json();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {                       | is not one JSON value, see column 2
            {"a":}                  | is not one JSON value, see column 6
            {"a":1} x               | is not one JSON value, see column 9
            {"a":1,"a":2}           | has #/a twice
            {"b":[{"a":1,"a":2}]}   | has #/b/0/a twice
            {"a/b":1,"a/b":2}       | has #/a~1b twice
            """)
    void theTextIsToldWhereItIsNoJson(String json, String detail) {
        told(json, detail);
    }

    @Test
    void whatOnlyHostileClientsSendIsToldTogether() {
        var detail = "is nested too deep, or has too long a name or number";

        told("[".repeat(10_000), detail);
        told("{\"" + "x".repeat(100_000) + "\":1}", detail);
        told("1".repeat(10_000), detail);
    }

    private static void told(String json, String detail) {
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> JSON.readTree(json))
                .satisfies(failure -> assertThat(MalformedJson.detail(failure)).isEqualTo(detail));
    }

    private static JsonMapper json() {
        var builder = JsonMapper.builder();
        new JsonConventions().customize(builder);
        return builder.build();
    }
}
