package dev.polyglotdb.products;

import dev.polyglotdb.platform.web.Acceptable;
import dev.polyglotdb.platform.web.PageRequest;
import dev.polyglotdb.products.search.ProductParameters;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/products")
class ProductController {

    /** Makes a browser that saves an answer give it this name, whatever the end of the path says that it is. */
    private static final String NO_PROGRAM = "inline;filename=f.txt";

    private final ProductPages productPages;
    private final ProductService products;

    ProductController(ProductPages productPages, ProductService products) {
        this.productPages = productPages;
        this.products = products;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @PermitAll
    void list(
            @RequestParam MultiValueMap<String, String> parameters,
            PageRequest page,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        var json = productPages.compose(page.with(() -> ProductParameters.read(parameters)), page);
        Acceptable.require(request);
        send(json, response);
    }

    @GetMapping(path = "/{id:" + ProductId.FORM + "}", produces = MediaType.APPLICATION_JSON_VALUE)
    @PermitAll
    void get(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        var preconditions = Preconditions.of(request);
        var copy = products.copy(id);
        var isKnown = preconditions.isKnown(copy.version());
        Acceptable.require(request);
        // Any cache may store the response but must revalidate it.
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setHeader(HttpHeaders.ETAG, "\"" + copy.version() + "\"");
        if (isKnown) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            if (id.indexOf('.') >= 0) {
                response.setHeader(HttpHeaders.CONTENT_DISPOSITION, NO_PROGRAM);
            }
            send(copy.json(), response);
        }
    }

    /** Sends what Spring would send, which looks for a handler, a converter and a media type each time. */
    private static void send(byte[] json, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
