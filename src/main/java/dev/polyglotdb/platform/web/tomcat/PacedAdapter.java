package dev.polyglotdb.platform.web.tomcat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Prevents clients that send their bodies slowly from occupying all threads. Tomcat alone does not prevent this. It
 * restarts its time-out with each byte, even when it discards an unread body after the response. A valve could not
 * prevent it either, because Tomcat answers some requests before any valve, such as {@code OPTIONS *} and one for the
 * context path without its slash.
 */
final class PacedAdapter extends CoyoteAdapter {

    private final Semaphore places;
    private final ServerOptions serverOptions;

    /** @param places the maximum number of clients to wait for at a time */
    PacedAdapter(Connector connector, int places, ServerOptions serverOptions) {
        super(connector);
        this.places = new Semaphore(places);
        this.serverOptions = serverOptions;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        try (var body = new PacedInput(request, places)) {
            super.service(request, response);
            end(request, body);
        }
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        try (var body = new PacedInput(request, places)) {
            var succeeded = super.asyncDispatch(request, response, event);
            if (succeeded) {
                end(request, body);
            }
            return succeeded;
        }
    }

    /** Does nothing if the request goes on in another thread. */
    private static void end(Request request, PacedInput body) {
        var async = new AtomicBoolean();
        request.action(ActionCode.ASYNC_IS_ASYNC, async);
        if (!async.get()) {
            UnreadBody.discard(request, body);
        }
    }

    @Override
    protected boolean postParseRequest(
            Request request,
            org.apache.catalina.connector.Request servletRequest,
            Response response,
            org.apache.catalina.connector.Response servletResponse)
            throws IOException, ServletException {
        var goesOn = super.postParseRequest(request, servletRequest, response, servletResponse);
        if (!goesOn && request.requestURI().equals("*")) {
            serverOptions.describe(request, response);
        }
        return goesOn;
    }
}
