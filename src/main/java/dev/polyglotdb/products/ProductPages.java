package dev.polyglotdb.products;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.polyglotdb.platform.web.Page;
import dev.polyglotdb.platform.web.PageRequest;
import dev.polyglotdb.products.search.FacetCounts;
import dev.polyglotdb.products.search.ProductPosition;
import dev.polyglotdb.products.search.ProductQuery;
import dev.polyglotdb.products.search.ProductSort;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Lists the products of the catalog, page by page. */
@Service
class ProductPages {

    /**
     * One page of products.
     *
     * @param facets the counts of values over all matching products, by field; null if none were requested
     * @param nextCursor the {@code cursor} parameter for the next page; null on the last page
     */
    record ProductPage(
            List<Product> items,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, List<FacetCounts.Count>> facets,

            @Nullable String nextCursor) {}

    private final ProductListings listings;

    ProductPages(ProductListings listings) {
        this.listings = listings;
    }

    ProductPage compose(ProductQuery query, PageRequest request) {
        var page = Page.of(
                listings.findPage(query, query.position(request.cursor()), request.oneMoreThanLimit()),
                request.limit(),
                product -> positionOf(product, query.sort()).toCursor(query.filters()));
        return new ProductPage(
                page.items(), query.facets().isEmpty() ? null : listings.countFacets(query), page.nextCursor());
    }

    private static ProductPosition positionOf(Product product, ProductSort sort) {
        return ProductPosition.of(
                sort, product.id(), product.name(), product.price().amount(), product.createdAt(), product.updatedAt());
    }
}
