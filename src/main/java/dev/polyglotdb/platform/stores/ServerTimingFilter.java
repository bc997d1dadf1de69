package dev.polyglotdb.platform.stores;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.util.OnCommittedResponseWrapper;

/** Adds {@link ServerTiming} to every response, immediately before the response is committed. */
final class ServerTimingFilter extends HttpFilter {

    private final StoreTimeouts timeouts;

    ServerTimingFilter(StoreTimeouts timeouts) {
        this.timeouts = timeouts;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var timing = ServerTiming.begin(timeouts);
        var timed = new TimedResponse(response, timing);
        try {
            chain.doFilter(request, timed);
        } finally {
            timed.onResponseCommitted();
            ServerTiming.end();
        }
    }

    private static final class TimedResponse extends OnCommittedResponseWrapper {

        private final ServerTiming timing;

        TimedResponse(HttpServletResponse response, ServerTiming timing) {
            super(response);
            this.timing = timing;
        }

        @Override
        protected void onResponseCommitted() {
            if (!isCommitted()) {
                setHeader("Server-Timing", timing.header());
            }
            disableOnResponseCommitted();
        }
    }
}
