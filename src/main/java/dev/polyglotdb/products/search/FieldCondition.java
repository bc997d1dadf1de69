package dev.polyglotdb.products.search;

import static com.mongodb.client.model.Filters.in;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.Stream;
import org.bson.conversions.Bson;

/**
 * A condition on the values of one field, in the two forms that MongoDB is asked in.
 *
 * @param terms a product has one of these if it meets the condition
 * @param condition the same for a query, in the form that the best index answers
 */
record FieldCondition(FieldPath path, List<String> terms, Bson condition) {

    /** The category or the brand must equal a text, in whichever of its two usual forms it was stored. */
    static FieldCondition equal(FieldPath path, String text) {
        var forms = Stream.of(Normalizer.Form.NFC, Normalizer.Form.NFD)
                .map(form -> Normalizer.normalize(text, form))
                .distinct()
                .toList();
        return new FieldCondition(path, List.of(path.term(TermValue.of(text))), in(path.text(), forms));
    }

    /** An attribute must have one of the values, each of which is a text and perhaps a number or a boolean. */
    static FieldCondition anyOf(FieldPath path, List<String> values) {
        var terms = values.stream()
                .flatMap(value -> TermValue.meantBy(value).stream())
                .map(path::term)
                .distinct()
                .toList();
        return new FieldCondition(path, terms, in(SearchFields.TERMS, terms));
    }
}
