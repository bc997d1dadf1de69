package dev.polyglotdb.products;

import dev.polyglotdb.web.Page;
import dev.polyglotdb.web.PageRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/products")
class ProductController {

    private final ProductService products;

    ProductController(ProductService products) {
        this.products = products;
    }

    @GetMapping
    @PermitAll
    Page<Product> list(
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String brand,
            PageRequest page) {
        return products.list(new ProductFilter(category, brand), page);
    }

    @GetMapping("/{id:" + ProductId.FORM + "}")
    @PermitAll
    ResponseEntity<Product> get(@PathVariable String id) {
        var product = products.get(id);
        // Anyone may keep it, but has to ask whether it is still the version they have.
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .eTag(Long.toString(product.version()))
                .body(product);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("ADMIN")
    ResponseEntity<Product> create(@RequestBody NewProduct command) {
        var product = products.create(command);
        return ResponseEntity.created(URI.create("/products/" + product.id())).body(product);
    }
}
