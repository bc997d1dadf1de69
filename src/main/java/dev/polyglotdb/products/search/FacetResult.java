package dev.polyglotdb.products.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/**
 * The result of {@link FacetCounts}.
 *
 * @param names the counted fields
 * @param document the only document that the aggregation returned
 */
public record FacetResult(List<FieldPath> names, Document document) {

    /** Returns products that have the long texts of the result; the result itself contains only their hashes. */
    public Set<String> examplesOfLongTexts() {
        var examples = new LinkedHashSet<String>();
        for (int i = 0; i < names.size(); i++) {
            for (var group : groups(i)) {
                if (TermValue.read(value(i, group)).isEmpty()) {
                    examples.add(group.getString(FacetCounts.EXAMPLE));
                }
            }
        }
        return examples;
    }

    /**
     * Returns the counts by field.
     *
     * @param longTexts the long texts by their terms; a text is left out of the result if it is missing here because
     *     its product has just changed
     */
    public Map<String, List<FacetValue>> read(Map<String, JsonNode> longTexts) {
        var facets = new LinkedHashMap<String, List<FacetValue>>();
        for (int i = 0; i < names.size(); i++) {
            var values = new ArrayList<FacetValue>();
            for (var group : groups(i)) {
                var count = group.get(FacetCounts.COUNT, Number.class).longValue();
                TermValue.read(value(i, group))
                        .or(() -> Optional.ofNullable(longTexts.get(group.getString("_id"))))
                        .ifPresent(value -> values.add(new FacetValue(value, count)));
            }
            facets.put(names.get(i).text(), values);
        }
        return facets;
    }

    private List<Document> groups(int name) {
        return document.getList(FacetCounts.field(name), Document.class);
    }

    private String value(int name, Document group) {
        return names.get(name).value(group.getString("_id"));
    }
}
