package dev.polyglotdb.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests in progress. */
final class TrafficFilter extends HttpFilter implements Traffic {

    private final AtomicInteger inProgress = new AtomicInteger();
    private volatile long lastChange = System.nanoTime();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isForOperators(request)) {
            chain.doFilter(request, response);
            return;
        }
        inProgress.incrementAndGet();
        lastChange = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            lastChange = System.nanoTime();
            inProgress.decrementAndGet();
        }
    }

    private static boolean isForOperators(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/admin/") || path.startsWith("/actuator/");
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
