package dev.polyglotdb.products.transfer;

import dev.polyglotdb.platform.json.NdjsonReader;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.products.NewProduct;
import dev.polyglotdb.products.ProductPreviews;
import dev.polyglotdb.products.ProductService;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Imports products, one per line. It reads no faster than it can write, so the sender can tell its progress from the
 * amount sent.
 */
@Service
class ProductImport {

    private static final Logger log = LoggerFactory.getLogger(ProductImport.class);

    private final NdjsonReader ndjson;
    private final ProductService products;
    private final ProductPreviews previews;
    private final DryRunSpace space;

    ProductImport(NdjsonReader ndjson, ProductService products, ProductPreviews previews, DryRunSpace space) {
        this.ndjson = ndjson;
        this.products = products;
        this.previews = previews;
        this.space = space;
    }

    /**
     * Reads the body to its end.
     *
     * @throws IOException if the body ends prematurely; some or all of the preceding lines are then imported,
     *     each one completely
     * @throws ProblemException (400) if the body can't be unpacked to its end; it tells how far the import got
     * @throws StoreException if a store is away or overloaded; the exception tells how far the import got
     */
    ImportReport run(InputStream body) throws IOException {
        try (var run = new ImportRun(products::upsert)) {
            return read(body, run);
        }
    }

    /**
     * Reads the body to its end and writes nothing.
     *
     * @return the report that {@link #run} would give if nobody else wrote
     * @throws IOException if the body ends prematurely
     * @throws ProblemException (400) if the body can't be unpacked to its end, or names more products than a dry run
     *     can remember, (503) if other dry runs take the room for them
     * @throws StoreException if MongoDB is away or overloaded
     */
    ImportReport dryRun(InputStream body) throws IOException {
        try (var run = new ImportRun(new DryRun(previews, space))) {
            ndjson.read(body, NewProduct.class, run);
            return run.finish();
        }
    }

    private ImportReport read(InputStream body, ImportRun run) throws IOException {
        try {
            ndjson.read(body, NewProduct.class, run);
            var report = run.finish();
            log.info("Imported products: {}, {} lines rejected", run.counts(), report.rejectedCount());
            return report;
        } catch (IOException broken) {
            logInterrupted(run);
            throw broken;
        } catch (ProblemException refusal) {
            logInterrupted(run);
            var problem = refusal.getBody();
            problem.setDetail(problem.getDetail() + " " + done(run));
            throw refusal;
        } catch (StoreException failure) {
            throw failure.advising(
                    done(run) + " Repeat the import later; products that are already stored count as unchanged.");
        }
    }

    private static void logInterrupted(ImportRun run) {
        log.info("An import was interrupted; all lines to number {} are done: {}", run.linesDone(), run.counts());
    }

    private static String done(ImportRun run) {
        return "All lines to number %s are done, and some later ones may be.".formatted(run.linesDone());
    }
}
