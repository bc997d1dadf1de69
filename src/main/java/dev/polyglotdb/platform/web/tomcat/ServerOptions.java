package dev.polyglotdb.platform.web.tomcat;

import dev.polyglotdb.platform.stores.ServerTiming;
import dev.polyglotdb.platform.web.SafetyHeaders;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.springframework.http.HttpHeaders;

/** The answer to {@code OPTIONS *}, which asks about the server as a whole. No valve and no filter sees it. */
final class ServerOptions {

    /** Every method that any path has. */
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private final Farewell farewell;

    ServerOptions(Farewell farewell) {
        this.farewell = farewell;
    }

    /** Corrects and completes the headers of Tomcat. */
    void describe(Request request, Response response) {
        var took = System.nanoTime() - request.getStartTimeNanos();
        SafetyHeaders.ofData().forEach(response::setHeader);
        response.setHeader(HttpHeaders.ALLOW, METHODS);
        response.setHeader("Server-Timing", ServerTiming.total(took));
        if (farewell.hasBegun()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
    }
}
