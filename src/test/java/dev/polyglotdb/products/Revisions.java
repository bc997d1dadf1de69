package dev.polyglotdb.products;

import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** One product in MongoDB, past any cache. */
record Revisions(String id, Products products, JsonMapper json) {

    Optional<ProductCopy> read() {
        return products.find(id).map(product -> new ProductCopy(product.version(), json.writeValueAsBytes(product)));
    }

    /** Makes the next version. */
    boolean revise() {
        var current = products.find(id).orElseThrow();
        var name = "version " + (current.version() + 1);
        var command = new NewProduct(id, name, null, null, null, current.price(), null);
        return products.replace(current, current.revisedBy(command, current.updatedAt()));
    }
}
