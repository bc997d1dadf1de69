package dev.polyglotdb.recommend;

import java.util.List;

/**
 * A product that may be recommended, if it still exists.
 *
 * @param score positive; comparable only within one list
 * @param because the purchases that led to it, those that contributed most first
 */
record Candidate(String productId, double score, List<String> because) {}
