package dev.polyglotdb.platform.apidocs;

import dev.polyglotdb.platform.web.TextFile;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the page of Swagger UI. {@link SwaggerUiConfiguration} serves the files that the page loads. */
@RestController
class SwaggerUiController {

    /** Swagger UI sets inline styles and uses icons in data URIs. All other rules are as strict as possible. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final TextFile page = TextFile.read("swagger-ui/index.html");
    private final HttpHeaders headers = new HttpHeaders();

    SwaggerUiController() {
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    }

    @GetMapping(path = "/swagger-ui.html", produces = MediaType.TEXT_HTML_VALUE)
    @PermitAll
    ResponseEntity<byte[]> page(HttpServletRequest request) {
        return page.answer(request, HTML, headers);
    }
}
