package dev.polyglotdb.products.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terms are written here as {@code name=value}, the value with its type in front: 2 is a text, 4 a boolean. */
@Tag("fast")
class TermsTests {

    private static final FreeForm RED = FreeForm.parse("{\"color\":\"red\"}");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {}                                        | ''
            {"color":"red"}                           | attr.color=2red
            {"color":"red","led":true}                | attr.color=2red attr.led=4true
            {"size":{"unit":"cm"}}                    | attr.size.unit=2cm
            {"a":{"b":{"c":"x"}}}                     | attr.a.b.c=2x
            {"tags":["a","b"]}                        | attr.tags=2a attr.tags=2b
            {"tags":["a","b","a"]}                    | attr.tags=2a attr.tags=2b
            {"tags":[["a"],[["b"]]]}                  | attr.tags=2a attr.tags=2b
            {"parts":[{"of":"oak"},{"of":"steel"}]}   | attr.parts.of=2oak attr.parts.of=2steel
            {"a":["x",{"b":"y"},null,[]]}             | attr.a=2x attr.a.b=2y
            {"a":null,"b":{},"c":[]}                  | ''
            {"$ref":"x"}                              | attr.$ref=2x
            {"a":"","b":"x"}                          | attr.a=2 attr.b=2x
            """)
    void everyValueHasATermUnderThePathOfItsKeys(String attributes, String terms) {
        assertThat(terms(attributes)).isEqualTo(terms);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"a.b":"x"}             | ''
            {"":"x"}                | ''
            {".":"x"}               | ''
            {"a.b":{"c":"x"}}       | ''
            {"a":{"":{"c":"x"}}}    | ''
            {"a":{"b.c":"x"},"d":"y"} | attr.d=2y
            """)
    void whatIsBelowAKeyThatCannotBeNamedHasNone(String attributes, String terms) {
        assertThat(terms(attributes)).isEqualTo(terms);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"a":[10,10.0,1e1]}   | 1
            {"a":[10,"10"]}       | 2
            {"a":[0,-0.0]}        | 1
            {"a":[true,"true"]}   | 2
            {"a":[10,10.1,-10]}   | 3
            """)
    void numbersAreDistinctByValue(String attributes, int terms) {
        assertThat(Terms.of(FreeForm.parse(attributes))).hasSize(terms);
    }

    @Test
    void theCategoryAndTheBrandComeFirst() {
        assertThat(Terms.of("Lights", "Lumen", RED).keySet())
                .containsExactly("category\0002Lights", "brand\0002Lumen", "attr.color\0002red");
        assertThat(Terms.of(null, null, RED).keySet()).containsExactly("attr.color\0002red");
    }

    @Test
    void anAttributeOfTheSameNameIsAnotherTerm() {
        assertThat(terms("{\"category\":\"Lights\"}")).isEqualTo("attr.category=2Lights");
    }

    @Test
    void aTermKnowsItsValueAlsoWhereTheTermIsAHash() {
        var text = "x".repeat(300);

        assertThat(Terms.of(FreeForm.parse("{\"note\":\"" + text + "\"}")).values())
                .singleElement()
                .satisfies(value -> assertThat(value.stringValue()).isEqualTo(text));
    }

    private static String terms(String attributes) {
        return Terms.of(FreeForm.parse(attributes)).keySet().stream()
                .map(term -> term.replace('\0', '='))
                .collect(Collectors.joining(" "));
    }
}
