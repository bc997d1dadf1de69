package dev.polyglotdb.platform.web;

import dev.polyglotdb.platform.ClassPathText;
import dev.polyglotdb.platform.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A text that is the same for every client and changes only with a release. */
public record TextFile(String text, String version) {

    public static TextFile of(String text) {
        return new TextFile(text, Sha256.hex(text));
    }

    public static TextFile read(String resource) {
        return of(ClassPathText.read(resource));
    }

    public ResponseEntity<byte[]> answer(HttpServletRequest request, MediaType type) {
        return answer(request, type, HttpHeaders.EMPTY);
    }

    /**
     * Returns a response that any cache may store but must revalidate before each use.
     *
     * @throws ProblemException (412) if the request asks for another version
     */
    public ResponseEntity<byte[]> answer(HttpServletRequest request, MediaType type, HttpHeaders more) {
        EntityTags.requireMatch(request, version);
        var known = EntityTags.read(request, HttpHeaders.IF_NONE_MATCH);
        // Spring takes * into account for changes only.
        var status = known != null && known.matches(version, false) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK;
        var response = ResponseEntity.status(status)
                .headers(more)
                .cacheControl(CacheControl.noCache())
                .eTag(version);
        return status == HttpStatus.OK
                ? response.contentType(type).body(text.getBytes(StandardCharsets.UTF_8))
                : response.build();
    }
}
