package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.web.Limits;
import dev.polyglotdb.platform.web.Page;
import dev.polyglotdb.products.ProductId;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RelatedController {

    static final int MAX_LIMIT = 100;

    private static final int DEFAULT_LIMIT = 10;

    private final RelatedProducts relatedProducts;

    RelatedController(RelatedProducts relatedProducts) {
        this.relatedProducts = relatedProducts;
    }

    @GetMapping("/products/{id:" + ProductId.FORM + "}/related")
    @PermitAll
    Page<RelatedProduct> related(@PathVariable String id, @RequestParam(required = false) @Nullable String limit) {
        return new Page<>(relatedProducts.of(id, Limits.parse(limit, DEFAULT_LIMIT, MAX_LIMIT)), null);
    }
}
