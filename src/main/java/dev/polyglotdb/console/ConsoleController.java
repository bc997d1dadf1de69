package dev.polyglotdb.console;

import dev.polyglotdb.platform.web.TextFile;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the page of the console. {@link ConsoleFiles} serves the files that the page loads. */
@RestController
class ConsoleController {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final TextFile page = TextFile.read("console/" + ConsoleFiles.PAGE);
    private final HttpHeaders headers = new HttpHeaders();

    ConsoleController() {
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    @PermitAll
    ResponseEntity<byte[]> page(HttpServletRequest request) {
        return page.answer(request, HTML, headers);
    }
}
