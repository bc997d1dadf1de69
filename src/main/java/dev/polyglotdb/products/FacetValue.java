package dev.polyglotdb.products;

import tools.jackson.databind.JsonNode;

/**
 * How many products have a value.
 *
 * @param value a text, a number or a boolean
 */
record FacetValue(JsonNode value, long count) {}
