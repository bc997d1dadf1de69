package dev.polyglotdb.products.search;

import tools.jackson.databind.JsonNode;

/**
 * The number of products that have a value.
 *
 * @param value a string, a number or a boolean
 */
public record FacetValue(JsonNode value, long count) {}
