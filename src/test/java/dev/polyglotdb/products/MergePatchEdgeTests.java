package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Tag("fast")
class MergePatchEdgeTests {

    @Test
    void theExampleOfSection3Holds() {
        var original = """
                {"title":"Goodbye!","author":{"givenName":"John","familyName":"Doe"},\
                "tags":["example","sample"],"content":"This will be unchanged"}""";
        var patch = """
                {"title":"Hello!","phoneNumber":"+01-123-456-7890","author":{"familyName":null},"tags":["example"]}""";

        assertThat(MergePatch.apply(json(original), json(patch))).hasToString("""
                {"title":"Hello!","author":{"givenName":"John"},"tags":["example"],\
                "content":"This will be unchanged","phoneNumber":"+01-123-456-7890"}""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"a":{"b":1}}       | {}                       | {"a":{"b":1}}
            {"a":1}             | {"b":null}               | {"a":1}
            {"a":1}             | {"a":{"b":null}}         | {"a":{}}
            {"a":{"b":1}}       | {"a":{"b":null}}         | {"a":{}}
            {"a":{"b":1}}       | {"a":{"c":{"d":null}}}   | {"a":{"b":1,"c":{}}}
            {"a":[1,2]}         | {"a":[null]}             | {"a":[null]}
            {"a":[{"b":1}]}     | {"a":[{"b":null}]}       | {"a":[{"b":null}]}
            {"a":1,"b":2,"c":3} | {"b":4}                  | {"a":1,"b":4,"c":3}
            {"a":1.0}           | {"a":1.00}               | {"a":1.00}
            {"a.b":1,"a":{}}    | {"a":{"b":2}}            | {"a.b":1,"a":{"b":2}}
            """)
    void objectsAreMergedAndAllElseIsReplaced(String original, String patch, String result) {
        assertThat(MergePatch.apply(json(original), json(patch))).hasToString(result);
    }

    @Test
    void aPatchOfNothingIsThePatchWithoutItsNulls() {
        assertThat(MergePatch.apply(null, json("{\"a\":null,\"b\":{\"c\":null,\"d\":1}}")))
                .hasToString("{\"b\":{\"d\":1}}");
    }

    private static JsonNode json(String text) {
        return Objects.requireNonNull(FreeForm.parse(text).tree());
    }
}
