package dev.polyglotdb.platform.web.tomcat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.util.OnCommittedResponseWrapper;

/**
 * Ends the connection with the answer, once the instance is about to stop. Also with the answers to requests that came
 * before: Tomcat alone would close their connections without a word.
 */
final class FarewellFilter extends HttpFilter {

    private final Farewell farewell;

    FarewellFilter(Farewell farewell) {
        this.farewell = farewell;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var ending = new EndingResponse(response);
        try {
            chain.doFilter(request, ending);
        } finally {
            if (!request.isAsyncStarted()) {
                ending.onResponseCommitted();
            }
        }
        if (farewell.hasBegun() && !request.isAsyncStarted()) {
            send(response);
        }
    }

    /**
     * Sends what is still in buffers. A server that stops waits for a request until its servlet is done, and Tomcat
     * would send these only after that. Does nothing if the answer is an error that a valve reports later.
     */
    private static void send(HttpServletResponse response) throws IOException {
        try {
            response.getOutputStream().close();
        } catch (IllegalStateException writerInUse) {
            response.getWriter().close();
        }
    }

    private final class EndingResponse extends OnCommittedResponseWrapper {

        EndingResponse(HttpServletResponse response) {
            super(response);
        }

        @Override
        protected void onResponseCommitted() {
            if (farewell.hasBegun() && !isCommitted()) {
                setHeader(HttpHeaders.CONNECTION, "close");
            }
        }
    }
}
