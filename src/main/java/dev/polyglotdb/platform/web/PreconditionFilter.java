package dev.polyglotdb.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;

/**
 * Refuses a request with a precondition that can't be read, whatever the resource. RFC 9110 tells servers to ignore an
 * invalid date. But a client that sends a precondition relies on it. No answer is a part of a file, so
 * {@code If-Range} makes no difference.
 */
final class PreconditionFilter extends HttpFilter {

    private static final List<String> TAGS = List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH);
    private static final List<String> DATES =
            List.of(HttpHeaders.IF_MODIFIED_SINCE, HttpHeaders.IF_UNMODIFIED_SINCE, HttpHeaders.IF_RANGE);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        TAGS.forEach(name -> EntityTags.read(request, name));
        for (var name : DATES) {
            var value = request.getHeader(name);
            if (value != null && !HttpDate.isOne(value) && !isTag(name, value)) {
                throw new ProblemException(
                        ProblemType.BAD_REQUEST, name + " must be a time such as Sat, 31 Jan 2026 12:00:00 GMT.");
            }
        }
        chain.doFilter(whole(request), response);
    }

    /**
     * Asks for all of a file, as RFC 9110 (14.2) allows. Spring would answer with the range of another version than the
     * client has, because it does not look at {@code If-Range}.
     */
    private static HttpServletRequest whole(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.RANGE) == null ? request : new WithoutHeader(request, HttpHeaders.RANGE);
    }

    private static boolean isTag(String name, String value) {
        return name.equals(HttpHeaders.IF_RANGE) && EntityTags.isOne(value);
    }
}
