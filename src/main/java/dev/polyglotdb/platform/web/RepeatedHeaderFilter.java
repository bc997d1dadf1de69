package dev.polyglotdb.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.springframework.http.HttpHeaders;

/**
 * Refuses a request that repeats a header which may occur only once (RFC 9110, 5.3). Otherwise one reader would take
 * the first value, another the last, and a third both, joined by a comma.
 */
final class RepeatedHeaderFilter extends HttpFilter {

    /** Tomcat itself refuses a second Host and Content-Length. */
    private static final NavigableSet<String> SINGLE = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        SINGLE.addAll(List.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.PROXY_AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.CONTENT_LOCATION,
                HttpHeaders.CONTENT_RANGE,
                HttpHeaders.CONTENT_DISPOSITION,
                "Idempotency-Key",
                "Last-Event-ID",
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
                HttpHeaders.USER_AGENT));
    }

    /** Goes through the headers that are there, which are fewer than those of the list. */
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        for (var names = request.getHeaderNames(); names.hasMoreElements(); ) {
            var name = names.nextElement();
            if (SINGLE.contains(name) && isRepeated(request, name)) {
                throw new ProblemException(
                        ProblemType.BAD_REQUEST, "There may be only one " + SINGLE.floor(name) + " header.");
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean isRepeated(HttpServletRequest request, String name) {
        var values = request.getHeaders(name);
        values.nextElement();
        return values.hasMoreElements();
    }
}
