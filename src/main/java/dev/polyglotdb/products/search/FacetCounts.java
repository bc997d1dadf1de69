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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Counts in one aggregation how many products have each value of some fields. The terms of a product are distinct, so
 * an array counts once for each distinct element. The result is one document with a list of groups for each field.
 */
public final class FacetCounts {

    static final int MAX_VALUES = 50;

    /** The field of a group that has the id of a product with the value. */
    static final String EXAMPLE = "example";

    static final String COUNT = "count";

    private static final String TERMS = "terms";

    private FacetCounts() {}

    /** Returns the field of the result that has the groups of the path at this index. */
    static String field(int index) {
        return "facet" + index;
    }

    /**
     * Returns the stages of the aggregation.
     *
     * @param query each facet is counted over the products that meet all conditions but the one on its path
     */
    public static List<Bson> pipeline(ProductQuery query) {
        // Every product is read once, whatever the number of paths. The paths are separated after grouping, when only
        // distinct values remain.
        var paths = query.facets();
        var scope = FacetScope.of(query);
        var conditions = scope.conditions();
        var stages = new ArrayList<Bson>();
        stages.add(match(conditions.isEmpty() ? anyOf(paths) : and(conditions)));
        if (scope.isTheSameForAll()) {
            stages.add(project(new Document(TERMS, terms(paths, FacetCounts::termsOf))));
        } else {
            stages.add(project(new Document(SearchFields.TERMS, 1).append(FacetScope.MISSED, scope.missed())));
            stages.add(project(new Document(TERMS, terms(paths, FacetCounts::termsThatCount))));
        }
        stages.add(unwind("$" + TERMS));
        stages.add(group("$" + TERMS, sum(COUNT, 1), min(EXAMPLE, "$_id")));
        stages.add(facet(IntStream.range(0, paths.size())
                .mapToObj(i -> new Facet(field(i), most(paths.get(i))))
                .toList()));
        return stages;
    }

    /** Matches products that have any of the paths, so that an index finds them if there is no other condition. */
    private static Bson anyOf(List<FieldPath> paths) {
        return or(paths.stream()
                .map(path -> new Document(
                        SearchFields.TERMS,
                        new Document("$elemMatch", new Document("$gte", path.first()).append("$lt", path.end()))))
                .toArray(Bson[]::new));
    }

    private static Document terms(List<FieldPath> paths, Function<FieldPath, Document> ofPath) {
        return new Document("$concatArrays", paths.stream().map(ofPath).toList());
    }

    private static Document termsThatCount(FieldPath path) {
        return new Document("$cond", List.of(FacetScope.includes(path), termsOf(path), List.of()));
    }

    /**
     * Nests two filters, because {@code $and} may compare a term with the upper bound even if it is below
     * the lower one.
     */
    private static Document termsOf(FieldPath path) {
        var terms = "$" + SearchFields.TERMS;
        var candidates = path.isAttribute() ? terms : new Document("$slice", List.of(terms, Terms.OF_FIELDS));
        return filter(filter(candidates, "$gte", path.first()), "$lt", path.end());
    }

    private static Document filter(Object terms, String comparison, String bound) {
        return new Document(
                "$filter",
                new Document("input", terms)
                        .append("as", "term")
                        .append("cond", new Document(comparison, List.of("$$term", bound))));
    }

    private static List<Bson> most(FieldPath path) {
        return Stream.of(
                        match(and(gte("_id", path.first()), lt("_id", path.end()))),
                        sort(orderBy(descending(COUNT), ascending("_id"))),
                        limit(MAX_VALUES))
                .toList();
    }

    /**
     * How many products have a value.
     *
     * @param value a text, a number, or a boolean
     */
    public record Count(JsonNode value, long count) {}

    /**
     * The result of the pipeline.
     *
     * @param facets what was counted
     * @param document the only one of the aggregation's result; null if the collection has not been made yet
     */
    public record Result(List<FieldPath> facets, @Nullable Document document) {

        /** The terms of texts that the result knows by their hash only, each with a product that has the text. */
        public Map<String, String> longTexts() {
            var examples = new LinkedHashMap<String, String>();
            for (int i = 0; i < facets.size(); i++) {
                for (var group : groups(i)) {
                    var term = group.getString("_id");
                    if (facets.get(i).read(term).isEmpty()) {
                        examples.put(term, group.getString(EXAMPLE));
                    }
                }
            }
            return examples;
        }

        /**
         * The counts by path.
         *
         * @param longTexts by their terms; one that isn't here, since its product has just changed or there are too
         *     many, is left out
         */
        public Map<String, List<Count>> read(Map<String, JsonNode> longTexts) {
            var counts = new LinkedHashMap<String, List<Count>>();
            for (int i = 0; i < facets.size(); i++) {
                var values = new ArrayList<Count>();
                for (var group : groups(i)) {
                    var term = group.getString("_id");
                    var count = group.get(COUNT, Number.class).longValue();
                    facets.get(i)
                            .read(term)
                            .or(() -> Optional.ofNullable(longTexts.get(term)))
                            .ifPresent(value -> values.add(new Count(value, count)));
                }
                counts.put(facets.get(i).text(), values);
            }
            return counts;
        }

        private List<Document> groups(int index) {
            return document == null ? List.of() : document.getList(field(index), Document.class);
        }
    }
}
