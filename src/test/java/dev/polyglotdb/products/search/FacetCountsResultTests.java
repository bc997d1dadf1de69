package dev.polyglotdb.products.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@Tag("fast")
class FacetCountsResultTests {

    private static final FieldPath COLOR = new FieldPath("attr.color");
    private static final String LONG = "x".repeat(300);

    @Test
    void countsComeInTheOrderThatWasAskedFor() {
        var result = new FacetCounts.Result(
                List.of(COLOR, FieldPath.CATEGORY),
                new Document(
                                "facet0",
                                List.of(group(COLOR, "2red", 3), group(COLOR, "4true", 2), group(COLOR, "2blue", 2)))
                        .append("facet1", List.of(group(FieldPath.CATEGORY, "2Lights", 5L))));

        var facets = result.read(Map.of());

        assertThat(facets.keySet()).containsExactly("attr.color", "category");
        assertThat(facets.get("attr.color"))
                .extracting(Object::toString)
                .containsExactly(
                        new FacetCounts.Count(text("red"), 3).toString(),
                        new FacetCounts.Count(JsonNodeFactory.instance.booleanNode(true), 2).toString(),
                        new FacetCounts.Count(text("blue"), 2).toString());
        assertThat(facets.get("category")).containsExactly(new FacetCounts.Count(text("Lights"), 5));
        assertThat(result.longTexts()).isEmpty();
    }

    @Test
    void aNameThatNobodyHasIsThereAndEmpty() {
        var result = new FacetCounts.Result(List.of(COLOR), new Document("facet0", List.of()));

        assertThat(result.read(Map.of())).containsExactly(Map.entry("attr.color", List.of()));
    }

    /** A real server answers with one document also then; the emulator does not. */
    @Test
    void ofACollectionThatIsNotThereYetEachNameIsEmpty() {
        var result = new FacetCounts.Result(List.of(COLOR), null);

        assertThat(result.longTexts()).isEmpty();
        assertThat(result.read(Map.of())).containsExactly(Map.entry("attr.color", List.of()));
    }

    @Test
    void aLongTextIsReadFromAProductThatHasIt() {
        var term = TermValue.of(LONG);
        var result = new FacetCounts.Result(
                List.of(COLOR), new Document("facet0", List.of(group(COLOR, term, 2), group(COLOR, "2red", 1))));

        assertThat(result.longTexts()).containsExactly(Map.entry(COLOR.term(term), "an example"));
        assertThat(result.read(Map.of(COLOR.term(term), text(LONG))).get("attr.color"))
                .containsExactly(new FacetCounts.Count(text(LONG), 2), new FacetCounts.Count(text("red"), 1));
    }

    @Test
    void aLongTextWhoseProductHasJustChangedIsLeftOut() {
        var result = new FacetCounts.Result(
                List.of(COLOR),
                new Document("facet0", List.of(group(COLOR, TermValue.of(LONG), 2), group(COLOR, "2red", 1))));

        assertThat(result.read(Map.of()).get("attr.color")).containsExactly(new FacetCounts.Count(text("red"), 1));
    }

    private static JsonNode text(String value) {
        return JsonNodeFactory.instance.stringNode(value);
    }

    /** An engine gives an int or a long, as it likes. */
    private static Document group(FieldPath path, String value, Number count) {
        return new Document("_id", path.term(value)).append("count", count).append("example", "an example");
    }
}
