package dev.polyglotdb.products.transfer;

import dev.polyglotdb.platform.json.NdjsonReader;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.products.NewProduct;
import dev.polyglotdb.products.ProductService;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Takes products in, one a line, as fast as they can be written and no faster: so the sender sees by what was sent how far it is. */
@Service
class ProductImport {

    private static final Logger log = LoggerFactory.getLogger(ProductImport.class);

    private final NdjsonReader ndjson;
    private final ProductService products;

    ProductImport(NdjsonReader ndjson, ProductService products) {
        this.ndjson = ndjson;
        this.products = products;
    }

    /**
     * Reads the body to its end.
     *
     * @throws IOException if the body breaks off; of the lines before some or all are imported, and each of these whole
     * @throws StoreUnavailableException if a store goes away; it tells how far the import got
     */
    ImportReport run(InputStream body) throws IOException {
        try (var run = new ImportRun(products)) {
            return read(body, run);
        }
    }

    private ImportReport read(InputStream body, ImportRun run) throws IOException {
        try {
            ndjson.read(body, NewProduct.class, run);
            var report = run.finish();
            log.info("Imported products: {}, {} lines rejected", run.counts(), report.rejectedCount());
            return report;
        } catch (IOException broken) {
            log.info("An import broke off, done to line {}: {}", run.linesDone(), run.counts());
            throw broken;
        } catch (StoreUnavailableException away) {
            var advice =
                    "All lines to number %d are done, of those after it perhaps some. Import the same again later; what is there counts as unchanged."
                            .formatted(run.linesDone());
            throw new StoreUnavailableException(away.store(), away, advice);
        }
    }
}
