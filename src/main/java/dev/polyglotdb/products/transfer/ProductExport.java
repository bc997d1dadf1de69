package dev.polyglotdb.products.transfer;

import dev.polyglotdb.products.Product;
import dev.polyglotdb.products.ProductService;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Exports all products, one per line, in the format of the import. */
@Service
class ProductExport {

    private final ProductService products;
    private final JsonMapper json;

    ProductExport(ProductService products, JsonMapper json) {
        this.products = products;
        this.json = json;
    }

    /**
     * Writes the products in the order of their ids, each as it is when it is read. Nothing is written before the first
     * products have been read.
     */
    void writeTo(OutputStream out) throws IOException {
        try (var all = products.all()) {
            for (var product : (Iterable<Product>) all::iterator) {
                out.write(json.writeValueAsBytes(product));
                out.write('\n');
            }
        }
    }
}
