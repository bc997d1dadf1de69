package dev.polyglotdb.products.transfer;

import dev.polyglotdb.platform.admission.Bulkhead;
import dev.polyglotdb.platform.admission.Bulkheads;
import dev.polyglotdb.platform.json.GzipBody;
import dev.polyglotdb.platform.json.ReadsGzip;
import dev.polyglotdb.platform.stores.TimeBudget;
import dev.polyglotdb.platform.web.Download;
import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ValidationException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Imports and exports the catalog as a stream of products. */
@RestController
@RequestMapping("/products")
class ProductTransferController {

    private static final String OVERLOADED = "Too many imports and exports run just now.";

    private final ProductImport imports;
    private final ProductExport exports;
    private final Bulkhead bulkhead;
    private final Download download;

    ProductTransferController(ProductImport imports, ProductExport exports, Bulkheads bulkheads) {
        this.imports = imports;
        this.exports = exports;
        this.bulkhead = bulkheads.forTransfers();
        this.download = new Download(MediaType.APPLICATION_NDJSON_VALUE, "products.ndjson", bulkhead, OVERLOADED);
    }

    @PostMapping(
            path = "/import",
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @RolesAllowed("ADMIN")
    @ReadsGzip
    ImportReport importProducts(@RequestParam(required = false) @Nullable String dryRun, HttpServletRequest request)
            throws IOException {
        var isDry = isTrue("dryRun", dryRun);
        return bulkhead.aside(
                () -> {
                    TimeBudget.lift();
                    var body = GzipBody.of(request);
                    return isDry ? imports.dryRun(body) : imports.run(body);
                },
                () -> ProblemException.overloaded(OVERLOADED));
    }

    /** Spring would also take "yes" and "on" for true, and nothing for false. */
    private static boolean isTrue(String name, @Nullable String text) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw new ValidationException(FieldProblem.of(name, "must be true or false"));
        }
        return "true".equals(text);
    }

    @GetMapping(path = "/export", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @RolesAllowed("ADMIN")
    void export(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        download.send(request, response, exports::writeTo);
    }
}
