package dev.polyglotdb.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a request that repeats a header which may occur only once (RFC 9110, 5.3). Otherwise one reader would take
 * the first value, another the last, and a third both, joined by a comma.
 */
final class RepeatedHeaderFilter extends OncePerRequestFilter {

    /** Tomcat itself refuses a second Host and Content-Length. */
    private static final List<String> SINGLE = List.of(
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.PROXY_AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.CONTENT_LOCATION,
            HttpHeaders.CONTENT_RANGE,
            HttpHeaders.CONTENT_DISPOSITION,
            "Idempotency-Key",
            HttpHeaders.IF_MODIFIED_SINCE,
            HttpHeaders.IF_UNMODIFIED_SINCE,
            HttpHeaders.IF_RANGE,
            HttpHeaders.RANGE,
            HttpHeaders.DATE,
            HttpHeaders.FROM,
            HttpHeaders.MAX_FORWARDS,
            HttpHeaders.ORIGIN,
            HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD,
            HttpHeaders.REFERER,
            HttpHeaders.USER_AGENT);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        for (var name : SINGLE) {
            if (Collections.list(request.getHeaders(name)).size() > 1) {
                throw new ProblemException(ProblemType.BAD_REQUEST, "There may be only one " + name + " header.");
            }
        }
        chain.doFilter(request, response);
    }
}
