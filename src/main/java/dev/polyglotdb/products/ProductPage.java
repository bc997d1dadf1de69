package dev.polyglotdb.products;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polyglotdb.platform.web.Page;
import dev.polyglotdb.products.search.FacetCounts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of products.
 *
 * @param facets the counts of values over all matching products, by field; null if none were requested
 * @param nextCursor the {@code cursor} parameter for the next page; null on the last page
 */
record ProductPage(
        List<Product> items,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, List<FacetCounts.Count>> facets,
        @Nullable String nextCursor) {

    static ProductPage of(Page<Product> page, @Nullable Map<String, List<FacetCounts.Count>> facets) {
        return new ProductPage(page.items(), facets, page.nextCursor());
    }
}
