package dev.polyglotdb.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Removes an invalid {@code Content-Type}, such as one with a wildcard, from the request. An endpoint that reads a body
 * then rejects the request. Other endpoints are not affected. Without this filter, Spring fails when it reads such a
 * header, even if the endpoint does not need it.
 */
final class ContentTypeFilter extends HttpFilter {

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(isReadable(request.getContentType()) ? request : new Untyped(request), response);
    }

    private static boolean isReadable(@Nullable String type) {
        try {
            return type == null || MediaType.parseMediaType(type).isConcrete();
        } catch (InvalidMediaTypeException none) {
            return false;
        }
    }

    private static final class Untyped extends WithoutHeader {

        Untyped(HttpServletRequest request) {
            super(request, HttpHeaders.CONTENT_TYPE);
        }

        @Override
        public @Nullable String getContentType() {
            return null;
        }
    }
}
