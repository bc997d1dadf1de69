package dev.polyglotdb.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Handles errors in filters, such as an unavailable session store, in the same way as errors in controllers. */
final class ProblemFilter extends HttpFilter {

    private static final SafetyHeaders HEADERS = new SafetyHeaders();

    private final HandlerExceptionResolver resolver;
    private final CrossOrigin crossOrigin;

    ProblemFilter(HandlerExceptionResolver resolver, CrossOrigin crossOrigin) {
        this.resolver = resolver;
        this.crossOrigin = crossOrigin;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException failure) {
            if (response.isCommitted()) {
                throw failure;
            }
            // A filter before the security filters may have refused the request.
            HEADERS.writeHeaders(request, response);
            crossOrigin.writeHeaders(request, response);
            if (resolver.resolveException(request, response, null, failure) == null) {
                throw failure;
            }
        }
    }
}
