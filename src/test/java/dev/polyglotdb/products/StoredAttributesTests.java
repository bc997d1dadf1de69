package dev.polyglotdb.products;

import static dev.polyglotdb.products.StoredLamp.bson;
import static dev.polyglotdb.products.StoredLamp.product;
import static dev.polyglotdb.products.StoredLamp.throughBson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class StoredAttributesTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            null                                 | NULL
            "red"                                | STRING
            ""                                   | STRING
            true                                 | BOOLEAN
            0                                    | INT64
            -1                                   | INT64
            9223372036854775807                  | INT64
            -9223372036854775808                 | INT64
            1.0                                  | DECIMAL128
            1e1                                  | DECIMAL128
            1E-7                                 | DECIMAL128
            9.999999999999999999999999999999999e6144 | DECIMAL128
            []                                   | ARRAY
            {}                                   | DOCUMENT
            """)
    void aJsonValueHasOneBsonTypeAndComesBackAsItWas(String json, String type) {
        var stored = ProductDocuments.toDocument(product("Lamp", "{\"a\":" + json + "}"));

        assertThat(Objects.requireNonNull(bson(stored).getDocument("attributes").get("a"))
                        .getBsonType())
                .hasToString(type);
        assertThat(throughBson(stored).attributes().json())
                .isEqualTo(FreeForm.parse("{\"a\":" + json + "}").json());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"b\":1,\"a\":2}",
                "{\"a.b\":1,\"a\":{\"b\":2}}",
                "{\"$ref\":\"x\",\"$id\":\"y\",\"$db\":\"z\"}",
                "{\"$date\":\"2026-01-31T12:00:00Z\"}",
                "{\"\":1,\"\\u0000\":2,\"\\u0001\":3,\"\\u00010\":4}",
                "{\"_id\":1}",
                "{\"a\":[[],[[{}]],[null,[null]]]}",
                "{\"a\":[1,1.0,1.00,\"1\",true,null]}",
                "{\"a\":0.10,\"b\":100E-2,\"c\":-0.0}",
                "{\"\uD83D\uDE00\":\"\uFFFD\uD7FF\"}"
            })
    void attributesComeBackByteForByte(String attributes) {
        var product = product("Lamp", attributes);

        assertThat(throughBson(ProductDocuments.toDocument(product))
                        .attributes()
                        .json())
                .isEqualTo(FreeForm.parse(attributes).json());
    }

    /** The zeros alone are more digits, or a smaller exponent, than the type has. */
    @ParameterizedTest
    @ValueSource(strings = {"E0", "E-5900", "E6144", "E-6143"})
    void zerosAtTheEndOfANumberAreNoDigitsTooMany(String exponent) {
        var product = product("Lamp", "{\"a\":1." + "0".repeat(500) + exponent + "}");

        var read =
                throughBson(ProductDocuments.toDocument(product)).attributes().tree();

        assertThat(read.path("a").decimalValue()).isEqualByComparingTo(new BigDecimal("1" + exponent));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "1.10", "1e3", "1E-7", "1E+6144", "-1E+6112", "0E+6144", "0E-6144", "1.%s", "1.%sE-6143"})
    void whatIsReadBackIsKnownBefore(String number) {
        var known = ProductDocuments.asReadBack(
                FreeForm.parse("{\"a\":[{\"b\":" + number.formatted("0".repeat(500)) + "}]}"));

        var read = throughBson(ProductDocuments.toDocument(product("Lamp", known.json())));

        assertThat(read.attributes().json()).isEqualTo(known.json());
        assertThat(ProductDocuments.asReadBack(known)).isEqualTo(known);
    }
}
