package dev.polyglotdb.products.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.ValidationException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class ProductParametersTests {

    @Test
    void whoeverAsksForNothingGetsAllByTheId() {
        assertThat(ProductParameters.read(Map.of()))
                .isEqualTo(new ProductQuery(null, null, null, null, null, null, List.of(), ProductSort.ID, List.of()));
    }

    @Test
    void everyParameterIsRead() {
        var parameters = new LinkedHashMap<String, List<String>>();
        parameters.put("category", List.of("Lights"));
        parameters.put("brand", List.of("Lumen"));
        parameters.put("minPrice", List.of("10"));
        parameters.put("maxPrice", List.of("19.99"));
        parameters.put("updatedSince", List.of("2026-01-31T13:00:00+01:00"));
        parameters.put("q", List.of("Desk lamp"));
        parameters.put("attr.color", List.of("red", "blue"));
        parameters.put("attr.size.width", List.of("10"));
        parameters.put("sort", List.of("-price"));
        parameters.put("facets", List.of("category,attr.color"));

        assertThat(ProductParameters.read(parameters))
                .isEqualTo(new ProductQuery(
                        "Lights",
                        "Lumen",
                        new BigDecimal("1E+1"),
                        new BigDecimal("19.99"),
                        Instant.parse("2026-01-31T12:00:00Z"),
                        List.of("desk", "lamp"),
                        List.of(
                                new ProductQuery.AttributeCondition(
                                        new FieldPath("attr.color"), List.of("red", "blue")),
                                new ProductQuery.AttributeCondition(new FieldPath("attr.size.width"), List.of("10"))),
                        ProductSort.PRICE_DOWN,
                        List.of(FieldPath.CATEGORY, new FieldPath("attr.color"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"category", "brand", "minPrice", "maxPrice", "updatedSince", "q", "sort"})
    void aParameterThatIsSingleIsGivenOnce(String name) {
        assertThat(problems(Map.of(name, List.of("1", "1"))))
                .contains(FieldProblem.of(name, "must be given once"))
                .extracting(FieldProblem::pointer)
                .containsOnly("#/" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cheap", "1,5", ".5", "+1", "1e", "0x1", "NaN", "1e6145", " 1"})
    void aPriceIsADecimalNumber(String text) {
        for (var name : List.of("minPrice", "maxPrice")) {
            assertThat(problems(Map.of(name, List.of(text))))
                    .containsExactly(FieldProblem.of(name, "must be a decimal number such as 19.99"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-01-31", "2026-01-31T12:00Z", "2026-01-31T12:00:00", "2026-01-31T12:00:00.Z", "0"})
    void aTimeIsOneOfRfc3339(String text) {
        assertThat(problems(Map.of("updatedSince", List.of(text))))
                .containsExactly(
                        FieldProblem.of("updatedSince", "must be an RFC 3339 time such as 2026-01-31T12:00:00.000Z"));
    }

    /** The same path given again means any of the values; it is the same in NFC and in NFD. */
    @Test
    void aPathIsTheSameInEachOfItsForms() {
        var parameters = new LinkedHashMap<String, List<String>>();
        parameters.put("attr.caf\u00E9", List.of("a"));
        parameters.put("attr.cafe\u0301", List.of("b"));
        parameters.put("facets", List.of("attr.cafe\u0301,attr.caf\u00E9"));

        var query = ProductParameters.read(parameters);

        assertThat(query.attributeConditions())
                .containsExactly(
                        new ProductQuery.AttributeCondition(new FieldPath("attr.caf\u00E9"), List.of("a", "b")));
        assertThat(query.facets()).containsExactly(new FieldPath("attr.caf\u00E9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cheapest", "-name", "PRICE"})
    void anOrderIsOneOfThoseThereAre(String text) {
        assertThat(problems(Map.of("sort", List.of(text))))
                .containsExactly(
                        FieldProblem.of("sort", "must be one of id, price, -price, name, -createdAt, updatedAt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u00A0", "\u2007\u202F", " \u3000", "\u200B", "\u3164", "\uFE0F"})
    void aSearchForBlanksIsNone(String text) {
        assertThat(ProductParameters.read(Map.of("q", List.of(text))).words()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "\u00A0-\u00A0", "\u0301"})
    void aSearchForSignsIsOneWithoutWords(String text) {
        assertThat(ProductParameters.read(Map.of("q", List.of(text))).words()).isEmpty();
    }

    @Test
    void aSearchHas20WordsAtMost() {
        var words = Collections.nCopies(20, "word").stream().collect(Collectors.joining(" "));

        assertThat(ProductParameters.read(Map.of("q", List.of(words))).words()).hasSize(20);
        assertThat(problems(Map.of("q", List.of(words + " more"))))
                .containsExactly(FieldProblem.of("q", "must have at most 20 words"));
    }

    @ParameterizedTest
    @CsvSource({"attr., #/attr.", "attr..a, #/attr..a", "attr.a., #/attr.a.", "attr..a/b~c, #/attr..a~1b~0c"})
    void aPathHasNoEmptyKeys(String name, String pointer) {
        assertThat(problems(Map.of(name, List.of("red"))))
                .containsExactly(new FieldProblem(pointer, "must name keys, none of them empty, joined by dots"));
    }

    @Test
    void attributesHave50ValuesAtMostAllTogether() {
        var parameters = Map.of("attr.a", values(25), "attr.b", values(25));

        assertThat(ProductParameters.read(parameters).attributeConditions()).hasSize(2);
        assertThat(problems(Map.of("attr.a", values(25), "attr.b", values(26))))
                .containsExactly(FieldProblem.of("attr", "must have at most 50 values in all"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "category,", "name", "attr.", "category, brand", "price"})
    void facetsAreNamesSeparatedByCommas(String text) {
        assertThat(problems(Map.of("facets", List.of(text))))
                .containsExactly(FieldProblem.of(
                        "facets", "must be category, brand or attr. and keys joined by dots, separated by commas"));
    }

    @Test
    void aFacetIsCountedOnceHoweverOftenItIsAskedFor() {
        assertThat(ProductParameters.read(Map.of("facets", List.of("brand,category,brand", "category,attr.a")))
                        .facets())
                .containsExactly(FieldPath.BRAND, FieldPath.CATEGORY, new FieldPath("attr.a"));
    }

    @Test
    void thereAre20FacetsAtMost() {
        assertThat(ProductParameters.read(Map.of("facets", List.of(facets(20)))).facets())
                .hasSize(20);
        assertThat(problems(Map.of("facets", List.of(facets(21)))))
                .containsExactly(FieldProblem.of("facets", "must be at most 20"));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThat(problems(Map.of(
                        "minPrice", List.of("x"),
                        "maxPrice", List.of("y"),
                        "attr..a", List.of("z"),
                        "sort", List.of("s"),
                        "facets", List.of("f"))))
                .extracting(FieldProblem::pointer)
                .containsExactlyInAnyOrder("#/minPrice", "#/maxPrice", "#/attr..a", "#/sort", "#/facets");
    }

    private static List<FieldProblem> problems(Map<String, List<String>> parameters) {
        try {
            ProductParameters.read(parameters);
            return List.of();
        } catch (ValidationException invalid) {
            return invalid.errors();
        }
    }

    private static List<String> values(int number) {
        return IntStream.range(0, number).mapToObj(Integer::toString).toList();
    }

    private static String facets(int number) {
        return IntStream.range(0, number).mapToObj(i -> "attr.a" + i).collect(Collectors.joining(","));
    }
}
