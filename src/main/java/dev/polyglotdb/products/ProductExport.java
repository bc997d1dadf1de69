package dev.polyglotdb.products;

import java.io.IOException;
import java.io.OutputStream;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Gives all products out, one a line, as the import takes them. */
@Service
class ProductExport {

    private final BulkProducts products;
    private final JsonMapper json;

    ProductExport(BulkProducts products, JsonMapper json) {
        this.products = products;
        this.json = json;
    }

    /** Writes the products in the order of their ids, each as it is when its turn comes. Nothing is written before the first were read. */
    void writeTo(OutputStream out) throws IOException {
        try (var ids = products.ids()) {
            for (var some = products.next(ids); !some.isEmpty(); some = products.next(ids)) {
                for (var product : some) {
                    out.write(json.writeValueAsBytes(product));
                    out.write('\n');
                }
            }
        }
    }
}
