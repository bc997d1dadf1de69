package dev.polyglotdb.products;

import dev.polyglotdb.platform.web.ChecksPreconditions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/products")
class ProductWriteController {

    private static final String ONE = "/{id:" + ProductId.FORM + "}";

    private final ProductChanges changes;

    ProductWriteController(ProductChanges changes) {
        this.changes = changes;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("ADMIN")
    ResponseEntity<Product> create(@RequestBody NewProduct command) {
        return created(changes.create(command));
    }

    @PutMapping(path = ONE, consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("ADMIN")
    @ChecksPreconditions
    ResponseEntity<Product> replace(@PathVariable String id, HttpServletRequest request, @RequestBody JsonNode body) {
        var written = changes.replace(id, body, Preconditions.ofChange(request));
        return written.created() ? created(written.product()) : changed(written.product());
    }

    @PatchMapping(path = ONE, consumes = "application/merge-patch+json", produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("ADMIN")
    @ChecksPreconditions
    ResponseEntity<Product> patch(@PathVariable String id, HttpServletRequest request, @RequestBody JsonNode patch) {
        return changed(changes.patch(id, patch, Preconditions.ofChange(request)));
    }

    @DeleteMapping(ONE)
    @RolesAllowed("ADMIN")
    @ChecksPreconditions
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, HttpServletRequest request) {
        changes.delete(id, Preconditions.ofChange(request));
    }

    private static ResponseEntity<Product> created(Product product) {
        return ResponseEntity.created(URI.create("/products/" + product.id()))
                .eTag(Long.toString(product.version()))
                .body(product);
    }

    private static ResponseEntity<Product> changed(Product product) {
        return ResponseEntity.ok().eTag(Long.toString(product.version())).body(product);
    }
}
