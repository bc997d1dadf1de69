package dev.polyglotdb.products.search;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.or;

import dev.polyglotdb.products.search.ProductQuery.FieldCondition;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Which products count for which facet: those that meet all conditions but the one on its path.
 *
 * @param common the conditions that hold for every facet
 * @param ignorable the conditions that one facet ignores, each on another path
 */
record FacetScope(List<Bson> common, List<FieldCondition> ignorable) {

    /** The name of the field with {@link #missed}. */
    static final String MISSED = "missed";

    static FacetScope of(ProductQuery query) {
        var ignorable = query.fieldConditions().stream()
                .filter(field -> query.facets().contains(field.path()))
                .toList();
        var fields = ignorable.stream().map(FieldCondition::path).toList();
        return new FacetScope(query.conditionsBesides(fields), ignorable);
    }

    boolean isTheSameForAll() {
        return ignorable.isEmpty();
    }

    /** Returns what products meet that count for any facet: they miss at most one of the ignorable conditions. */
    List<Bson> conditions() {
        var conditions = new ArrayList<>(common);
        if (ignorable.size() > 1) {
            conditions.add(or(ignorable.stream().map(this::allBut).toList()));
        }
        return conditions;
    }

    private Bson allBut(FieldCondition missed) {
        return and(ignorable.stream()
                .filter(field -> field != missed)
                .map(FieldCondition::condition)
                .toList());
    }

    /** Returns an expression for the fields whose condition a product misses, as their {@link FieldPath#first}. */
    Document missed() {
        return new Document(
                "$concatArrays", ignorable.stream().map(FacetScope::missed).toList());
    }

    private static Document missed(FieldCondition field) {
        // A product from elsewhere lacks its terms until SearchFieldsUpgrade has come to it.
        var terms = new Document("$ifNull", List.of("$" + SearchFields.TERMS, List.of()));
        var met = new Document("$setIntersection", List.of(terms, field.terms()));
        var isMissed = new Document("$eq", List.of(new Document("$size", met), 0));
        return new Document("$cond", List.of(isMissed, List.of(field.path().first()), List.of()));
    }

    /** Returns an expression for whether a product counts for the path. */
    static Document includes(FieldPath path) {
        return new Document("$setIsSubset", List.of("$" + MISSED, List.of(path.first())));
    }
}
