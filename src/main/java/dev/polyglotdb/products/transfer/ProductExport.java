package dev.polyglotdb.products.transfer;

import dev.polyglotdb.products.ProductService;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Exports all products, one per line, in the format of the import. */
@Service
@EnableConfigurationProperties(ProductExportProperties.class)
class ProductExport {

    private final ProductService products;
    private final JsonMapper json;
    private final Duration patience;

    ProductExport(ProductService products, JsonMapper json, ProductExportProperties productExportProperties) {
        this.products = products;
        this.json = json;
        this.patience = productExportProperties.patience();
    }

    /**
     * Writes the products in the order of their ids. Nothing is written before the first products have been read. The
     * writer may take as long as it needs, since nothing waits for it in MongoDB. Once the export has begun, it waits a
     * while for MongoDB if that is away, and goes on where it was.
     *
     * <p>Others may change the catalog meanwhile. Each product is written as it is when it is read, a little ahead of
     * the output. Every product that exists from the beginning to the end is written once, and none twice. One that is
     * created or deleted meanwhile may be written or not.
     *
     * @throws IOException if the reader has gone
     * @throws dev.polyglotdb.platform.stores.StoreException if MongoDB fails at once, or for too long later; what was
     *     written is then incomplete
     */
    void writeTo(OutputStream out) throws IOException {
        var scan = products.scan();
        for (var some = scan.next(); !some.isEmpty(); some = scan.next(patience)) {
            for (var product : some) {
                out.write(json.writeValueAsBytes(product));
                out.write('\n');
            }
        }
    }
}
