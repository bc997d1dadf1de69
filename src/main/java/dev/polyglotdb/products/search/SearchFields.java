package dev.polyglotdb.products.search;

import dev.polyglotdb.platform.json.FreeForm;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The derived fields that a stored product has in addition to its own. They only serve queries. */
public final class SearchFields {

    /** The field of a stored product that contains all search fields. */
    public static final String FIELD = "search";

    /** The field that contains the {@linkplain Words words} of the texts of a product. */
    public static final String WORDS = FIELD + ".words";

    /** The field that contains the {@link Terms}, by which filters find a product. */
    public static final String TERMS = FIELD + ".terms";

    /** The field that contains the name in the form by which MongoDB sorts it by code points. */
    public static final String NAME = FIELD + ".name";

    /** The field that contains the revision of the search fields. */
    public static final String REVISION_FIELD = FIELD + ".revision";

    /**
     * The current revision. Increase it whenever the fields of an unchanged product would differ; stored fields are
     * then derived again.
     */
    public static final int REVISION = 4;

    private SearchFields() {}

    /**
     * Derives the search fields of one product.
     *
     * @param attributes the attributes; together with the category and the brand, they determine the terms
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
