package dev.polyglotdb.products.search;

import static com.mongodb.client.model.Filters.in;

import java.util.List;
import org.bson.conversions.Bson;

/**
 * Requires an attribute to have one of these values.
 *
 * @param values the values as the client wrote them; each stands for a string and, if it has the form of one, also for
 *     a number or a boolean
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
