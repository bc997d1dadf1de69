package dev.polyglotdb.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.header.HeaderWriter;

/**
 * Restricts what browsers and caches may do with a response. They must not store, frame, sniff or execute it. Headers
 * that are already set do not change, so a response such as a page that loads scripts can be less strict.
 */
public final class SafetyHeaders implements HeaderWriter {

    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

    private static final String OF_DATA =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Allows a page to load scripts, styles and data from its own origin only, and no inline ones. */
    private static final String OF_PAGES =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            HttpHeaders.CACHE_CONTROL,
            "no-store");

    /** Returns the headers of a response that is data and not a page. */
    public static Map<String, String> ofData() {
        var headers = new TreeMap<>(ALWAYS);
        headers.put(CONTENT_SECURITY_POLICY, OF_DATA);
        return headers;
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        // A 304 response must not replace the headers that the client stored.
        if (response.getStatus() != HttpStatus.NOT_MODIFIED.value()) {
            ALWAYS.forEach((name, value) -> setUnlessThere(response, name, value));
            setUnlessThere(response, CONTENT_SECURITY_POLICY, isPage(response) ? OF_PAGES : OF_DATA);
        }
    }

    private static boolean isPage(HttpServletResponse response) {
        var type = response.getContentType();
        return type != null && type.startsWith(MediaType.TEXT_HTML_VALUE);
    }

    private static void setUnlessThere(HttpServletResponse response, String name, String value) {
        if (!response.containsHeader(name)) {
            response.setHeader(name, value);
        }
    }
}
