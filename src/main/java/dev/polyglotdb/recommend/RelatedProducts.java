package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.products.ProductService;
import java.util.List;
import org.springframework.stereotype.Service;

/** What was bought by the people who bought a product. */
@Service
class RelatedProducts {

    private final ProductService products;
    private final RelatedCandidates relatedCandidates;
    private final AvailableCandidates availableCandidates;

    RelatedProducts(
            ProductService products, RelatedCandidates relatedCandidates, AvailableCandidates availableCandidates) {
        this.products = products;
        this.relatedCandidates = relatedCandidates;
        this.availableCandidates = availableCandidates;
    }

    /**
     * Best first, never the product itself.
     *
     * @throws ProblemException (404) if there is no such product
     */
    List<RelatedProduct> of(String productId, int limit) {
        if (products.summaries(List.of(productId)).isEmpty()) {
            throw ProblemException.notFound("product with this id");
        }
        return availableCandidates.first(limit, relatedCandidates.of(productId)).stream()
                .map(RelatedProduct::of)
                .toList();
    }
}
