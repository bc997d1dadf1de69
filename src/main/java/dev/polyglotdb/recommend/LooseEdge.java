package dev.polyglotdb.recommend;

import org.jspecify.annotations.Nullable;

/**
 * An edge that does not lead from the user to the product whose ids it has, or that lacks an id.
 *
 * @param elementId Neo4j's id of the edge
 * @param orderId the id of the order; null if the edge lacks it
 */
public record LooseEdge(String elementId, @Nullable Long orderId) {}
