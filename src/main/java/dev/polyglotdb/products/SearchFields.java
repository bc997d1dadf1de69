package dev.polyglotdb.products;

import java.util.List;
import org.bson.Document;

/** What a stored product has beside the product itself, only for queries, all of it derived. */
final class SearchFields {

    /** The field that holds them all. */
    static final String FIELD = "search";

    static final String WORDS = FIELD + ".words";
    static final String TERMS = FIELD + ".terms";
    static final String NAME = FIELD + ".name";

    static final String REVISION_FIELD = FIELD + ".revision";

    /** To be raised when the same product would get other fields than before: those stored are then derived again. */
    static final int REVISION = 1;

    private SearchFields() {}

    static Document of(Product product) {
        return new Document("revision", REVISION)
                .append("name", CodePointOrder.encode(product.name()))
                .append("words", List.copyOf(Words.of(product)))
                .append("terms", List.copyOf(Terms.of(product).keySet()));
    }
}
