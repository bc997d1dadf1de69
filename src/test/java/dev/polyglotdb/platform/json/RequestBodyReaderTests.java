package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.ValidationException;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class RequestBodyReaderTests {

    private static final JsonMapper JSON = json();
    private static final RequestBodyReader READER = new RequestBodyReader(
            JSON, Validation.buildDefaultValidatorFactory().getValidator());

    record Item(@NotNull @Max(9) Integer quantity, @Nullable String note) {}

    record Order(
            @NotNull @Size(max = 2) String name, @Nullable List<@NotNull @Valid Item> items) {}

    @Test
    void aBodyThatFitsIsRead() {
        assertThat(read("{\"name\":\"ab\",\"items\":[{\"quantity\":1}]}"))
                .isEqualTo(new Order("ab", List.of(new Item(1, null))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {}                                                       | #/name
            {"name":null}                                            | #/name
            {"name":"abc"}                                           | #/name
            {"name":1}                                               | #/name
            {"name":1,"more":2}                                      | #/name #/more
            {"name":"abc","more":2}                                  | #/more #/name
            {"items":[{"quantity":"1"}]}                             | #/items/0/quantity #/name
            {"name":1,"items":[{"quantity":10},{"quantity":"x"}]}    | #/name #/items/1/quantity #/items/0/quantity
            {"name":"a","items":[{"quantity":"x"},{}]}               | #/items/0/quantity #/items/1/quantity
            {"name":"a","items":[1,null,{"quantity":1,"note":2}]}    | #/items/0 #/items/2/note #/items/1
            []                                                       | #
            "x"                                                      | #
            """)
    void everyBadFieldIsNamedAtOnceWhateverIsWrongWithIt(String json, String pointers) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> read(json))
                .satisfies(refusal -> assertThat(refusal.errors().stream()
                                .map(FieldProblem::pointer)
                                .collect(Collectors.joining(" ")))
                        .isEqualTo(pointers));
    }

    @Test
    void aHostileBodyIsNotReadForever() {
        var items = String.join(",", Collections.nCopies(10_000, "{\"quantity\":\"x\"}"));

        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> read("{\"name\":\"a\",\"items\":[" + items + "]}"))
                .satisfies(refusal -> assertThat(refusal.errors()).hasSize(50));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"name\":}", "{\"name\":\"a\"", "{\"name\":\"a\"} x", "nul", "{\"name\":1e99999999999}"})
    void whatIsNoJsonIsTold(String json) {
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(json));
    }

    @Test
    void aTreeIsReadLikeABodyAndWhatIsKnownComesFirst() {
        var known = List.of(FieldProblem.of("id", "must be the id in the path"));

        assertThat(READER.read(JSON.readTree("{\"name\":\"a\"}"), Order.class, List.of()))
                .isEqualTo(new Order("a", null));
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> READER.read(JSON.readTree("{\"name\":\"a\"}"), Order.class, known))
                .satisfies(refusal -> assertThat(refusal.errors()).isEqualTo(known));
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> READER.read(JSON.readTree("{\"name\":1,\"more\":2}"), Order.class, known))
                .satisfies(refusal -> assertThat(refusal.errors())
                        .extracting(FieldProblem::pointer)
                        .containsExactly("#/id", "#/name", "#/more"));
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> READER.read(JSON.readTree("null"), Order.class, List.of()))
                .satisfies(refusal ->
                        assertThat(refusal.errors()).containsExactly(new FieldProblem("#", "must not be null")));
    }

    @Test
    void theTreeItselfStaysAsItIs() {
        var tree = JSON.readTree("{\"name\":1,\"more\":2}");

        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> READER.read(tree, Order.class, List.of()));

        assertThat(tree).hasToString("{\"name\":1,\"more\":2}");
    }

    private static @Nullable Object read(String json) {
        return READER.read(json, JSON.constructType(Order.class));
    }

    private static JsonMapper json() {
        var builder = JsonMapper.builder();
        new JsonConventions().customize(builder);
        return builder.build();
    }
}
