package dev.polyglotdb.platform.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.polyglotdb.testing.Reply;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document in itself. */
@Tag("fast")
class DocumentTests {

    private static final SchemaLocation OPEN_API_3_1 =
            SchemaLocation.of("https://spec.openapis.org/oas/3.1/schema-base/2022-10-07");

    private static final SchemaRegistry OFFICIAL = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaIdResolvers(
                    ids -> ids.mapPrefix("https://spec.openapis.org/", "classpath:spec.openapis.org/")));

    @Test
    void itIsOpenApi31AccordingToTheOfficialSchema() {
        assertThat(mistakes(OpenApi.document())).isEmpty();
    }

    @Test
    void theOfficialSchemaFindsMistakes() {
        var withoutInfo = (ObjectNode) OpenApi.document().deepCopy();
        withoutInfo.remove("info");
        var withUnknownType = (ObjectNode) OpenApi.document().deepCopy();
        ((ObjectNode) withUnknownType.at("/components/schemas/Id")).put("type", "long");

        assertThat(mistakes(withoutInfo)).isNotEmpty();
        assertThat(mistakes(withUnknownType)).isNotEmpty();
    }

    private static List<?> mistakes(JsonNode document) {
        return OFFICIAL.getSchema(OPEN_API_3_1).validate(document);
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsReferred() {
        var document = OpenApi.document();
        var references = document.findValuesAsString("$ref");

        assertThat(references)
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        var components = document.at("/components")
                .propertyStream()
                .filter(kind -> !kind.getKey().equals("securitySchemes"))
                .flatMap(kind -> kind.getValue().propertyNames().stream()
                        .map(name -> "#/components/" + kind.getKey() + "/" + name));
        assertThat(references).containsAll(components.toList());
    }

    @Test
    void everyOperationHasANameOfItsOwnAndAKnownTag() {
        assertThat(OpenApi.operations().stream().map(Operation::id))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z]\\w+"));
        var tags = OpenApi.document()
                .at("/tags")
                .valueStream()
                .map(tag -> tag.path("name").asString())
                .toList();
        assertThat(OpenApi.operations())
                .allSatisfy(operation -> assertThat(tags)
                        .contains(operation.place().node().at("/tags/0").asString()));
    }

    static List<Operation> operations() {
        return OpenApi.operations();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationTellsHowItCanFail(Operation operation) {
        assertThat(operation.answers(400)).as("400").isTrue();
        operation
                .role()
                .ifPresent(role -> assertThat(operation.answers(401)).as("401").isTrue());
        if (operation.role().filter("ADMIN"::equals).isPresent()) {
            assertThat(operation.answers(403)).as("403").isTrue();
        }
        if (operation.template().contains("{")) {
            assertThat(operation.answers(404)).as("404").isTrue();
        }
        operation.body().ifPresent(body -> {
            assertThat(operation.answers(415)).as("415").isTrue();
            assertThat(operation.answers(413))
                    .as("413")
                    .isEqualTo(body.getKey().endsWith("json") && !body.getKey().endsWith("ndjson"));
        });
        assertThat(operation.answers(503)).as("503").isTrue();
    }

    static Stream<Place> placesWithSchemas() {
        return places(Place.root(OpenApi.document())).filter(place -> place.has("schema"));
    }

    private static Stream<Place> places(Place place) {
        if (!place.node().isContainer()) {
            return Stream.empty();
        }
        var children = place.node().isObject()
                ? place.names().stream()
                        .filter(name -> !name.startsWith("example"))
                        .map(place::member)
                : IntStream.range(0, place.node().size()).mapToObj(place::element);
        return Stream.concat(Stream.of(place), children.flatMap(DocumentTests::places));
    }

    @ParameterizedTest
    @MethodSource("placesWithSchemas")
    void everyExampleFitsItsSchema(Place place) {
        examples(place).forEach(example -> mustFit(example, place.member("schema")));
        place.find("x-itemSchema")
                .ifPresent(ofLine ->
                        place.text("example").lines().map(Reply::parse).forEach(line -> mustFit(line, ofLine)));
    }

    private static void mustFit(JsonNode example, Place schema) {
        assertThat(OpenApi.validate(example, schema)).as("%s", example).isEmpty();
    }

    private static Stream<JsonNode> examples(Place place) {
        var many = place.member("examples");
        return Stream.concat(
                place.find("example").map(Place::node).stream(),
                many.names().stream()
                        .map(name ->
                                many.find(name).orElseThrow().member("value").node()));
    }
}
