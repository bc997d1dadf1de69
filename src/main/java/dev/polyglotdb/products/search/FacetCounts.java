package dev.polyglotdb.products.search;

import static com.mongodb.client.model.Accumulators.min;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.facet;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.project;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Aggregates.unwind;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;

import com.mongodb.client.model.Facet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Counts in one aggregation how many products have each value of some fields. The terms of a product are distinct, so
 * an array counts once for each distinct element. The result is one document with a list of groups for each field.
 */
public record FacetCounts(List<FieldPath> names) {

    static final int MAX_VALUES = 50;

    /** The name of the result's field for a product that has the value. */
    static final String EXAMPLE = "example";

    static final String COUNT = "count";

    /** Returns the name of the result's field for the groups of the name at this index. */
    static String field(int index) {
        return "facet" + index;
    }

    /** @param conditions the conditions that the products meet */
    public List<Bson> pipeline(List<Bson> conditions) {
        // Every product is read once, whatever the number of names. The names are separated after grouping, when only
        // distinct values remain.
        return List.of(
                match(conditions.isEmpty() ? anyOfThese() : and(conditions)),
                project(new Document("terms", termsOfThese())),
                unwind("$terms"),
                group("$terms", sum(COUNT, 1), min(EXAMPLE, "$_id")),
                facet(IntStream.range(0, names.size())
                        .mapToObj(i -> new Facet(field(i), most(names.get(i))))
                        .toList()));
    }

    /** Matches products that have any of the names, so that an index finds them if there is no other condition. */
    private Bson anyOfThese() {
        return or(names.stream()
                .map(name -> new Document(
                        SearchFields.TERMS,
                        new Document("$elemMatch", new Document("$gte", name.first()).append("$lt", name.end()))))
                .toArray(Bson[]::new));
    }

    private Document termsOfThese() {
        return new Document(
                "$concatArrays", names.stream().map(FacetCounts::termsOf).toList());
    }

    /**
     * Nests two filters, because {@code $and} may compare a term with the upper bound even if it is below
     * the lower one.
     */
    private static Document termsOf(FieldPath name) {
        var terms = "$" + SearchFields.TERMS;
        var candidates = name.isAttribute() ? terms : new Document("$slice", List.of(terms, Terms.OF_FIELDS));
        return filter(filter(candidates, "$gte", name.first()), "$lt", name.end());
    }

    private static Document filter(Object terms, String comparison, String bound) {
        return new Document(
                "$filter",
                new Document("input", terms)
                        .append("as", "term")
                        .append("cond", new Document(comparison, List.of("$$term", bound))));
    }

    private static List<Bson> most(FieldPath name) {
        return Stream.of(
                        match(and(gte("_id", name.first()), lt("_id", name.end()))),
                        sort(orderBy(descending(COUNT), ascending("_id"))),
                        limit(MAX_VALUES))
                .toList();
    }
}
