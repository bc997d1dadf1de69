package dev.polyglotdb.products.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.FreeForm;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SearchFieldsTests {

    private static final FreeForm RED = FreeForm.parse("{\"color\":\"red\"}");

    /** Whoever changes what is stored has to raise the revision, so that stored products get the new fields too. */
    @Test
    void aProductIsStoredWithTheFieldsOfThisRevision() {
        assertThat(fields("Desk lamp"))
                .isEqualTo(new Document("revision", 4)
                        .append("name", "Desk lamp")
                        .append("words", List.of("desk", "lamp", "for", "desks", "lights", "lumen"))
                        .append("terms", List.of("category\0002Lights", "brand\0002Lumen", "attr.color\0002red")));
    }

    /** Neither by an id nor by attributes: those are filters. */
    @Test
    void aProductIsFoundByWhatPeopleReadOfItEachWordOnce() {
        var fields = SearchFields.of("Desk lamp", "A lamp for a desk", "Lights", "Lumen & Co", RED);

        assertThat(fields.getList("words", String.class))
                .containsExactly("desk", "lamp", "a", "for", "lights", "lumen", "co");
    }

    @Test
    void aProductOfNothingButANameIsFoundByThat() {
        assertThat(SearchFields.of("Desk lamp", null, null, null, RED).getList("words", String.class))
                .containsExactly("desk", "lamp");
    }

    @Test
    void theFieldsStandInTheirOrder() {
        assertThat(fields("Desk lamp").keySet()).containsExactly("revision", "name", "words", "terms");
    }

    @Test
    void namesAreStoredSoThatTheySortByCodePoints() {
        assertThat(fields("\uFFFD").getString("name"))
                .isLessThan(fields("\uD83D\uDE00").getString("name"));
    }

    private static Document fields(String name) {
        return SearchFields.of(name, "For desks", "Lights", "Lumen", RED);
    }
}
