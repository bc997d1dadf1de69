package dev.polyglotdb.recommend;

import org.jspecify.annotations.Nullable;

/**
 * An edge that does not lead from the user to the product that it names, or lacks a name.
 *
 * @param elementId Neo4j's own id of it
 * @param orderId the order that it names, if it names one
 */
public record LooseEdge(String elementId, @Nullable Long orderId) {}
