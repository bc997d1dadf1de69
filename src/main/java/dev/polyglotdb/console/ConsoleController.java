package dev.polyglotdb.console;

import dev.polyglotdb.platform.ClassPathText;
import dev.polyglotdb.platform.Sha256;
import dev.polyglotdb.platform.web.EntityTags;
import jakarta.annotation.security.PermitAll;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Serves the page of the console. {@link ConsoleFiles} serves the files that the page loads. */
@RestController
class ConsoleController {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final byte[] page;
    private final String version;

    ConsoleController() {
        var text = ClassPathText.read("console/" + ConsoleFiles.PAGE);
        page = text.getBytes(StandardCharsets.UTF_8);
        version = Sha256.hex(text);
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    @PermitAll
    ResponseEntity<byte[]> page(@RequestHeader HttpHeaders request) {
        EntityTags.requireMatch(request, version);
        return ResponseEntity.ok()
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .cacheControl(CacheControl.noCache())
                .eTag(ConsoleFiles.tag(version))
                .contentType(HTML)
                .body(page);
    }
}
