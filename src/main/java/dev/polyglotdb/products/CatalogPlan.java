package dev.polyglotdb.products;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What MongoDB is asked for a search, and how it finds the answer.
 *
 * @param filter the conditions of the search and of its cursor, in relaxed extended JSON
 * @param sort the sort order, in the same form
 * @param limit how many products MongoDB is asked for: one more than the page has
 * @param stages the stages of the winning plan, from the outermost
 * @param indexes the indexes that it uses
 * @param plan the winning plan in MongoDB's own words; null, like the figures, if the server can't explain
 */
record CatalogPlan(
        String collection,
        JsonNode filter,
        JsonNode sort,
        int limit,
        List<String> stages,
        List<String> indexes,
        @Nullable Long returned,
        @Nullable Long keysExamined,
        @Nullable Long documentsExamined,
        @JsonProperty("millis") @Nullable Long duration,
        @Nullable JsonNode plan) {}
