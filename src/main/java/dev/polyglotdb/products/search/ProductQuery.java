package dev.polyglotdb.products.search;

import java.util.List;

/**
 * A question to the catalog.
 *
 * @param facets by what to count all that match; mostly nothing
 */
public record ProductQuery(ProductFilter filter, ProductSort sort, List<FieldPath> facets) {}
