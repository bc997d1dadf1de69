package dev.polyglotdb.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts the requests in progress. */
final class TrafficFilter extends OncePerRequestFilter implements Traffic {

    private final AtomicInteger inProgress = new AtomicInteger();
    private volatile long lastChange = System.nanoTime();

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/admin/") || path.startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        inProgress.incrementAndGet();
        lastChange = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            lastChange = System.nanoTime();
            inProgress.decrementAndGet();
        }
    }

    @Override
    public int inProgress() {
        return inProgress.get();
    }

    @Override
    public long silence() {
        return System.nanoTime() - lastChange;
    }
}
