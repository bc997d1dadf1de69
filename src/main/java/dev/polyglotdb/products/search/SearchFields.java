package dev.polyglotdb.products.search;

import dev.polyglotdb.platform.json.FreeForm;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What a stored product has beside the product itself, only for queries, all of it derived. */
public final class SearchFields {

    /** The field of a stored product that holds them all. */
    public static final String FIELD = "search";

    public static final String WORDS = FIELD + ".words";
    public static final String TERMS = FIELD + ".terms";
    public static final String NAME = FIELD + ".name";

    /** Where it stands of which revision they are. */
    public static final String REVISION_FIELD = FIELD + ".revision";

    /** To be raised when the same product would get other fields than before: those stored are then derived again. */
    public static final int REVISION = 2;

    private SearchFields() {}

    /**
     * The fields of one product.
     *
     * @param attributes its terms are those of the category, the brand and these
     */
    public static Document of(
            String name,
            @Nullable String description,
            @Nullable String category,
            @Nullable String brand,
            FreeForm attributes) {
        return new Document("revision", REVISION)
                .append("name", CodePointOrder.encode(name))
                .append("words", List.copyOf(Words.of(name, description, category, brand)))
                .append(
                        "terms",
                        List.copyOf(Terms.of(category, brand, attributes).keySet()));
    }
}
