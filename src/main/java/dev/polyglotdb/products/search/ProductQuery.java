package dev.polyglotdb.products.search;

import java.util.List;

/**
 * A query to the catalog.
 *
 * @param facets the fields by which to count all matching products; usually none
 */
public record ProductQuery(ProductFilter filter, ProductSort sort, List<FieldPath> facets) {}
