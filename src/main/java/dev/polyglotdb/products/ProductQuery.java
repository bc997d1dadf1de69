package dev.polyglotdb.products;

import java.util.List;

/**
 * A question to the catalog.
 *
 * @param facets by what to count all that match; mostly nothing
 */
record ProductQuery(ProductFilter filter, ProductSort sort, List<TermName> facets) {}
