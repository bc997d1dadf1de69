package dev.polyglotdb.products;

import dev.polyglotdb.platform.web.PageRequest;
import dev.polyglotdb.products.search.ProductParameters;
import jakarta.annotation.security.PermitAll;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/products")
class ProductController {

    private final ProductPages productPages;
    private final ProductService products;

    ProductController(ProductPages productPages, ProductService products) {
        this.productPages = productPages;
        this.products = products;
    }

    @GetMapping
    @PermitAll
    ProductPages.ProductPage list(@RequestParam MultiValueMap<String, String> parameters, PageRequest page) {
        return productPages.compose(page.with(() -> ProductParameters.read(parameters)), page);
    }

    @GetMapping(path = "/{id:" + ProductId.FORM + "}", produces = MediaType.APPLICATION_JSON_VALUE)
    @PermitAll
    ResponseEntity<byte[]> get(@PathVariable String id, @RequestHeader HttpHeaders headers) {
        var preconditions = Preconditions.of(headers);
        var copy = products.copy(id);
        // Any cache may store the response but must revalidate it.
        var noCache = CacheControl.noCache();
        var tag = Long.toString(copy.version());
        return preconditions.isKnown(copy.version())
                ? ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                        .cacheControl(noCache)
                        .eTag(tag)
                        .build()
                : ResponseEntity.ok()
                        .cacheControl(noCache)
                        .eTag(tag)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(copy.json());
    }
}
