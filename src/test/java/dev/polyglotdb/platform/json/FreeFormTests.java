package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class FreeFormTests {

    private static final JsonMapper JSON = json();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":null}",
                "{\"b\":1,\"a\":2}",
                "{\"a\":1.0,\"b\":1.00,\"c\":1}",
                "{\"a\":9223372036854775807,\"b\":-9223372036854775808}",
                "{\"a\":0.1234567890123456789012345678901234}",
                "{\"a\":1E+6144,\"b\":1E-6143}",
                "{\"a.b\":1,\"$c\":2,\"\":3,\"\\u0000\":4}",
                "{\"a\":[[],{},[null,true,false,\"x\"]]}",
                "{\"a\":\"\uD83D\uDE00 \\\" \\\\ \\n\"}"
            })
    void whatComesInComesBack(String json) {
        var read = JSON.readValue(json, FreeForm.class);

        assertThat(read.json()).isEqualTo(json);
        assertThat(FreeForm.parse(read.json())).isEqualTo(read);
        assertThat(JSON.writeValueAsString(read)).isEqualTo(json);
        assertThat(read.bytes()).isEqualTo(json.getBytes(StandardCharsets.UTF_8).length);
        assertThat(read).hasToString(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                        | {}                        | true",
                "{\"a\":1,\"b\":[2,{}]}      | {\"b\":[2.0,{}],\"a\":1e0}  | true",
                "{\"a\":{\"b\":1,\"c\":-0.0}} | {\"a\":{\"c\":0,\"b\":1.00}} | true",
                "{\"a\":5000000000}          | {\"a\":5e9}                 | true",
                "{\"a\":1E+6144}             | {\"a\":10E+6143}            | true",
                "{\"a\":[1,2]}               | {\"a\":[2,1]}               | false",
                "{\"a\":1}                   | {\"a\":\"1\"}                | false",
                "{\"a\":1}                   | {\"a\":true}                | false",
                "{\"a\":1}                   | {\"a\":1.0000000000001}     | false",
                "{\"a\":null}                | {}                        | false",
                "{\"a\":1}                   | {\"b\":1}                   | false",
                "{\"a\":{}}                  | {\"a\":[]}                  | false"
            })
    void theSameValueMayBeWrittenInManyWays(String one, String other, boolean same) {
        assertThat(FreeForm.parse(one).isSameValueAs(FreeForm.parse(other))).isEqualTo(same);
        assertThat(FreeForm.parse(other).isSameValueAs(FreeForm.parse(one))).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_999, 2_000, 2_001, 5_000})
    void whatWasStoredIsWrittenAsWhatCameIn(int length) {
        var json = "{\"a/b\":\"<\u00E9\u2028" + "x\uD83D\uDE00".repeat(length) + "\",\"c\":[1.50,null]}";
        var read = JSON.readValue(json, FreeForm.class);

        var stored = FreeForm.stored(read.json());

        assertThat(JSON.writeValueAsString(List.of(stored, stored)))
                .isEqualTo(JSON.writeValueAsString(List.of(read, read)));
        assertThat(JSON.writeValueAsBytes(stored)).isEqualTo(JSON.writeValueAsBytes(read));
        assertThat(JSON.writeValueAsBytes(stored)).isEqualTo(json.getBytes(StandardCharsets.UTF_8));
        assertThat(stored.tree()).isEqualTo(read.tree());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            []                                            | must be an object
            1                                             | must be an object
            "{}"                                          | must be an object
            {"a":9223372036854775808}                     | must not hold integers of more than 64 bits
            {"a":[-9223372036854775809]}                  | must not hold integers of more than 64 bits
            {"a":0.12345678901234567890123456789012345}   | must not hold numbers beyond 34 digits (decimal128)
            {"a":{"b":1e6145}}                            | must not hold numbers beyond 34 digits (decimal128)
            {"a":1e-6144}                                 | must not hold numbers beyond 34 digits (decimal128)
            {"a":"\\ud83d"}                               | must be well-formed Unicode
            {"a":["\\ude00\\ud83d"]}                      | must be well-formed Unicode
            {"\\ud83d":1}                                 | must be well-formed Unicode
            {"a":{"\\ude00":1}}                           | must be well-formed Unicode
            """)
    void whatCouldNotComeBackIsRefused(String json, String detail) {
        refused(json, detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"a": | 1 | }
            [     | 1 | ]
            [     | ''| ]
            """)
    void containersAre64DeepAtMost(String begin, String value, String end) {
        var inner = 63;

        var deepest = "{\"a\":" + begin.repeat(inner) + value + end.repeat(inner) + "}";
        var tooDeep = "{\"a\":" + begin.repeat(inner + 1) + value + end.repeat(inner + 1) + "}";

        assertThat(JSON.readValue(deepest, FreeForm.class).json()).isEqualTo(deepest);
        refused(tooDeep, "must not nest deeper than 64");
    }

    @Test
    void plainValuesBecomeOneInTheirOrder() {
        var members = new LinkedHashMap<String, Object>();
        members.put("b", 7L);
        members.put("a", new BigDecimal("19.90"));
        members.put("list", List.of("x", true));

        assertThat(FreeForm.of(members).json()).isEqualTo("{\"b\":7,\"a\":19.90,\"list\":[\"x\",true]}");
    }

    @Test
    void theEmptyOneIsEmpty() {
        assertThat(FreeForm.EMPTY.json()).isEqualTo("{}");
        assertThat(FreeForm.EMPTY.bytes()).isEqualTo(2);
        assertThat(FreeForm.EMPTY).isEqualTo(FreeForm.parse("{}")).hasSameHashCodeAs(FreeForm.parse("{}"));
    }

    private static void refused(String json, String detail) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> JSON.readValue(json, FreeForm.class))
                .satisfies(refusal -> assertThat(refusal.getOriginalMessage()).isEqualTo(detail));
    }

    private static JsonMapper json() {
        var builder = JsonMapper.builder();
        new JsonConventions().customize(builder);
        return builder.build();
    }
}
