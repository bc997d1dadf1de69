package dev.polyglotdb.products;

import dev.polyglotdb.platform.web.PageRequest;
import dev.polyglotdb.products.search.FacetCounts;
import dev.polyglotdb.products.search.ProductPosition;
import dev.polyglotdb.products.search.ProductQuery;
import dev.polyglotdb.products.search.ProductSort;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.util.FastByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists the products of the catalog, page by page, as JSON. A hundred products with large attributes take 40 MB as
 * trees, but 7 MB as JSON. So each becomes JSON as soon as it is read, and nothing else waits for a slow client.
 */
@Service
class ProductPages {

    /** Twenty small products. Others take more than one buffer. */
    private static final int USUAL_BYTES = 1 << 12;

    private final ProductListings listings;
    private final JsonMapper json;

    ProductPages(ProductListings listings, JsonMapper json) {
        this.listings = listings;
        this.json = json;
    }

    byte[] compose(ProductQuery query, PageRequest request) {
        var page = listings.findPage(
                query,
                query.position(request.cursor()),
                request.oneMoreThanLimit(),
                found -> new ProductPage(query, request.limit(), found));
        return page.complete(query.facets().isEmpty() ? null : listings.countFacets(query));
    }

    /** One page while it is written. */
    private final class ProductPage {

        private final ProductQuery query;
        private final int limit;
        private final FastByteArrayOutputStream bytes = new FastByteArrayOutputStream(USUAL_BYTES);
        private final JsonGenerator generator = json.createGenerator(bytes);
        private int read;
        private @Nullable Product last;

        ProductPage(ProductQuery query, int limit, Iterable<Product> oneMoreThanLimit) {
            this.query = query;
            this.limit = limit;
            generator.writeStartObject();
            generator.writeName("items");
            generator.writeStartArray();
            oneMoreThanLimit.forEach(this::add);
            generator.writeEndArray();
        }

        private void add(Product product) {
            read++;
            if (read <= limit) {
                generator.writePOJO(product);
                last = product;
            }
        }

        /** @param facets the counts of values over all matching products, by field; null if none were requested */
        byte[] complete(@Nullable Map<String, List<FacetCounts.Count>> facets) {
            if (facets != null) {
                generator.writePOJOProperty("facets", facets);
            }
            generator.writeStringProperty("nextCursor", nextCursor());
            generator.writeEndObject();
            generator.close();
            return bytes.toByteArrayUnsafe();
        }

        private @Nullable String nextCursor() {
            return last == null || read <= limit
                    ? null
                    : positionOf(last, query.sort()).toCursor(query.filters()).toString();
        }
    }

    private static ProductPosition positionOf(Product product, ProductSort sort) {
        return ProductPosition.of(
                sort, product.id(), product.name(), product.price().amount(), product.createdAt(), product.updatedAt());
    }
}
