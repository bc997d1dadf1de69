package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.products.ProductService;
import java.util.List;
import org.springframework.stereotype.Service;

/** Finds what the buyers of a product bought. */
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
     * Returns the related products, best first, without the product itself.
     *
     * @throws ProblemException (404) if the product does not exist
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
