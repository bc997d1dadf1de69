package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.ValidationException;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

        assertThat(pointers("{\"name\":\"a\",\"items\":[" + items + "]}")).hasSize(256);
    }

    @Test
    void manyBadFieldsAreAllNamedAndWhatCanBeReadIsValidated() {
        var items = String.join(",", Collections.nCopies(100, "{\"quantity\":\"x\",\"note\":1}"));

        assertThat(pointers("{\"name\":\"abc\",\"items\":[" + items + ",{}]}"))
                .hasSize(202)
                .contains("#/items/99/quantity", "#/items/99/note", "#/items/100/quantity", "#/name");
    }

    /** Each of them would be a reading of all that comes before it. */
    @Test
    void manyUnknownFieldsAreFoundAtOnceAndTheRestIsValidated() {
        var items = String.join(",", Collections.nCopies(40_000, "{\"quantity\":1}"));
        var unknown =
                IntStream.range(0, 20_000).mapToObj("\"field%d\":1"::formatted).collect(Collectors.joining(","));

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(pointers("{\"items\":[" + items + ",{\"quantity\":10,\"more\":1}]," + unknown + "}"))
                        .hasSize(258)
                        .startsWith("#/items/40000/more", "#/field0", "#/field1")
                        .endsWith("#/field254", "#/items/40000/quantity", "#/name"));
    }

    @JsonIgnoreProperties("version")
    record Versioned(@Nullable String name) {}

    @Test
    void anIgnoredFieldIsNotUnknownBesideOneThatIs() {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> READER.read("{\"a\":1,\"version\":2,\"b~/\":3}", JSON.constructType(Versioned.class)))
                .satisfies(refusal -> assertThat(refusal.errors())
                        .extracting(FieldProblem::pointer)
                        .containsExactly("#/a", "#/b~0~1"));
    }

    private static List<String> pointers(String json) {
        try {
            read(json);
            return List.of();
        } catch (ValidationException refusal) {
            return refusal.errors().stream().map(FieldProblem::pointer).toList();
        }
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
