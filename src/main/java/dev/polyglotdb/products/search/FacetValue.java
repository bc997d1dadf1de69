package dev.polyglotdb.products.search;

import tools.jackson.databind.JsonNode;

/**
 * How many products have a value.
 *
 * @param value a text, a number or a boolean
 */
public record FacetValue(JsonNode value, long count) {}
