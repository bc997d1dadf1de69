package dev.polyglotdb.platform.json;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.util.StringUtils;

/** The content coding of a request body (RFC 9110, 8.4). */
enum ContentCoding {
    NONE,
    GZIP,
    /** Any other coding, or more than one. */
    UNKNOWN;

    static ContentCoding of(HttpServletRequest request) {
        var codings = Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)).stream()
                .map(line -> StringUtils.trimArrayElements(
                        line.toLowerCase(Locale.ROOT).split(",")))
                .flatMap(Arrays::stream)
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .toList();
        if (codings.isEmpty()) {
            return NONE;
        }
        return codings.equals(List.of("gzip")) || codings.equals(List.of("x-gzip")) ? GZIP : UNKNOWN;
    }
}
