package dev.polyglotdb.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;

/**
 * Asks for all of a file, as RFC 9110 (14.2) allows. Spring would answer with the range of another version than the
 * client has, because it does not look at {@code If-Range}.
 */
final class RangeFilter extends HttpFilter {

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                request.getHeader(HttpHeaders.RANGE) == null ? request : new WithoutHeader(request, HttpHeaders.RANGE),
                response);
    }
}
