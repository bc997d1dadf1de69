package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.platform.web.FieldProblem;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class FieldProblemsTests {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();
    private static final JsonMapper JSON = json();

    enum Color {
        RED,
        BLUE
    }

    record Item(
            @Min(1) @Max(9) @Nullable Integer quantity,
            @Nullable String name,
            @Nullable Color color,
            @Nullable UUID id) {}

    record Order(
            @Nullable @Size(max = 3) List<@NotNull @Valid Item> items,
            @Nullable @Valid Item first,
            @Nullable @Size(min = 2) @Size(max = 1) String note,
            @Nullable BigDecimal total,
            @Nullable Boolean gift) {}

    record Wrapped(List<@NotNull @Valid Item> items) implements JsonShaped {

        @Override
        public String jsonPath(String propertyPath) {
            return propertyPath.replaceFirst("^items", "").replace(".<list element>", "");
        }
    }

    private static final Item BAD = new Item(0, null, null, null);

    @Test
    void aViolationIsPointedAtWhereItStandsInTheJson() {
        var items = Arrays.asList(new Item(1, null, null, null), BAD, null);

        assertThat(FieldProblems.of(VALIDATOR.validate(new Order(items, BAD, null, null, null))))
                .extracting(FieldProblem::pointer)
                .containsExactly("#/first/quantity", "#/items/1/quantity", "#/items/2");
    }

    @Test
    void aBodyOfAnotherShapePointsAtItsOwn() {
        assertThat(FieldProblems.of(VALIDATOR.validate(new Wrapped(Arrays.asList(BAD, null)))))
                .extracting(FieldProblem::pointer)
                .containsExactly("#/0/quantity", "#/1");
    }

    @Test
    void aPlaceIsNamedOnceWhateverIsWrongWithIt() {
        assertThat(FieldProblems.of(VALIDATOR.validate(new Order(null, null, "", null, null))))
                .hasSize(1);
        assertThat(FieldProblems.of(VALIDATOR.validate(new Order(null, null, "xyz", null, null))))
                .extracting(FieldProblem::pointer)
                .containsExactly("#/note");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"items":{}}                        | #/items            | must be an array
            {"items":[{"quantity":"1"}]}        | #/items/0/quantity | must be an integer of at most 32 bits
            {"items":[{},{"name":1}]}           | #/items/1/name     | must be a string
            {"items":[1]}                       | #/items/0          | must be an object
            {"first":[]}                        | #/first            | must be an object
            {"first":{"color":"GREEN"}}         | #/first/color      | must be one of [RED, BLUE]
            {"first":{"id":"x"}}                | #/first/id         | must be a UUID
            {"total":"1"}                       | #/total            | must be a number
            {"gift":"true"}                     | #/gift             | must be true or false
            {"more":1}                          | #/more             | is not a known field
            {"items":[{"more":1}]}              | #/items/0/more     | is not a known field
            {"a/b":1}                           | #/a~1b             | is not a known field
            {"a~b":1}                           | #/a~0b             | is not a known field
            {"a.b":1}                           | #/a.b              | is not a known field
            {"":1}                              | #/                 | is not a known field
            []                                  | #                  | must be an object
            "x"                                 | #                  | must be an object
            """)
    void aValueOfTheWrongTypeIsNamedInTheWordsOfJson(String json, String pointer, String detail) {
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> JSON.readValue(json, Order.class))
                .satisfies(
                        failure -> assertThat(FieldProblems.of(failure)).isEqualTo(new FieldProblem(pointer, detail)));
    }

    @Test
    void aNameThatIsNoTextIsMadeOne() {
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> JSON.readValue("{\"\\ud83d\":1}", Order.class))
                .satisfies(failure ->
                        assertThat(FieldProblems.of(failure).pointer()).isEqualTo("#/?"));
    }

    private static JsonMapper json() {
        var builder = JsonMapper.builder();
        new JsonConventions().customize(builder);
        return builder.build();
    }
}
