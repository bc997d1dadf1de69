package dev.polyglotdb.lab.catalog;

/**
 * What the SQL must get right to answer as the application does. Only {@link #RIGHT} is.
 *
 * @param tieBreak what follows the price in an order
 * @param ignoresOwnCondition whether a name is counted over what all other conditions match
 */
record CatalogRules(String tieBreak, boolean ignoresOwnCondition) {

    static final CatalogRules RIGHT = new CatalogRules(", %1$sid", true);
}
