package dev.polyglotdb.products.search;

import static com.mongodb.client.model.Filters.in;

import java.util.List;
import org.bson.conversions.Bson;

/**
 * An attribute has one of these values.
 *
 * @param values as the client writes them, so each is a text and perhaps a number or a boolean
 */
public record AttributeCondition(FieldPath name, List<String> values) {

    Bson toBson() {
        var terms = values.stream()
                .flatMap(value -> TermValue.meantBy(value).stream())
                .map(name::term)
                .distinct()
                .toList();
        return in(SearchFields.TERMS, terms);
    }
}
