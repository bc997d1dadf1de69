package dev.polyglotdb.products;

import com.mongodb.MongoClientSettings;
import dev.polyglotdb.platform.web.PageRequest;
import dev.polyglotdb.products.search.ProductQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.conversions.Bson;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Explains searches of the catalog. */
@Service
class CatalogPlans {

    private static final JsonWriterSettings RELAXED =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private final ProductListings listings;
    private final JsonMapper json;

    CatalogPlans(ProductListings listings, JsonMapper json) {
        this.listings = listings;
        this.json = json;
    }

    /** Explains the search for a page, which looks for one product more than the page has. */
    CatalogPlan explain(ProductQuery query, PageRequest request) {
        var after = query.position(request.cursor());
        var limit = request.oneMoreThanLimit();
        var explanation = listings.explain(query, after, limit)
                .map(document -> json.readTree(document.toJson(RELAXED)))
                .orElse(null);
        var plan = explanation == null ? null : explanation.at("/queryPlanner/winningPlan");
        var stages = new ArrayList<String>();
        var indexes = new ArrayList<String>();
        if (plan != null) {
            collect(plan, stages, indexes);
        }
        return new CatalogPlan(
                ProductCollection.NAME,
                tree(ProductListings.filter(query, after)),
                tree(query.sort().toBson()),
                limit,
                stages,
                indexes,
                figure(explanation, "nReturned"),
                figure(explanation, "totalKeysExamined"),
                figure(explanation, "totalDocsExamined"),
                figure(explanation, "executionTimeMillis"),
                plan == null || plan.isMissingNode() ? null : plan);
    }

    private JsonNode tree(Bson bson) {
        return json.readTree(bson.toBsonDocument(Map.class, MongoClientSettings.getDefaultCodecRegistry())
                .toJson(RELAXED));
    }

    /** Plans of the slot-based engine have the stages one level deeper. */
    private static void collect(JsonNode node, List<String> stages, List<String> indexes) {
        if (node.path("stage").isString()) {
            stages.add(node.path("stage").asString());
        }
        if (node.path("indexName").isString()) {
            indexes.add(node.path("indexName").asString());
        }
        for (var child : List.of("queryPlan", "inputStage", "inputStages", "shards", "winningPlan")) {
            var below = node.path(child);
            if (below.isArray()) {
                below.forEach(each -> collect(each, stages, indexes));
            } else if (below.isObject()) {
                collect(below, stages, indexes);
            }
        }
    }

    private static @Nullable Long figure(@Nullable JsonNode explanation, String name) {
        var value =
                explanation == null ? null : explanation.path("executionStats").path(name);
        return value != null && value.isNumber() ? value.longValue() : null;
    }
}
