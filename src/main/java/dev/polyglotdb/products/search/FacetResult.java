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
 * What {@link FacetCounts} found.
 *
 * @param names what was counted
 * @param document the only one of the aggregation's result
 */
public record FacetResult(List<FieldPath> names, Document document) {

    /** Products that have the texts which the result knows by their hash only. */
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
     * The counts by name.
     *
     * @param longTexts by their terms; one that isn't here, since its product has just changed, is left out
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
