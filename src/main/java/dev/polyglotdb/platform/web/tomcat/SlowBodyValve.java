package dev.polyglotdb.platform.web.tomcat;

import dev.polyglotdb.platform.web.ProblemException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Prevents clients that send their bodies slowly from occupying all threads. Tomcat alone does not prevent this. It
 * restarts its time-out with each byte, even when it discards an unread body after the response.
 */
final class SlowBodyValve extends ValveBase {

    /**
     * The maximum number of bytes to read from a body that the application did not read. Reading them lets the client
     * receive the response.
     */
    private static final int MAX_UNREAD = 2 << 20;

    private final Semaphore places;

    /** @param places the maximum number of clients to wait for at a time */
    SlowBodyValve(int places) {
        super(true);
        this.places = new Semaphore(places);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var coyote = request.getCoyoteRequest();
        try (var body = new PacedInput(coyote, places)) {
            getNext().invoke(request, response);
            // A client that still waits for 100 Continue has not sent its body.
            if (!request.isAsync() && !coyote.hasExpectation() && !body.isAtEnd()) {
                response.finishResponse();
                if (!drain(body)) {
                    coyote.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
                }
            }
        }
    }

    private static boolean drain(PacedInput body) {
        var rest = new Discarded();
        try {
            for (var read = 0; read < MAX_UNREAD && !body.isAtEnd(); read += rest.size()) {
                if (body.doRead(rest) < 0) {
                    return true;
                }
            }
        } catch (IOException | ProblemException tooSlowOrGone) {
            return false;
        }
        return body.isAtEnd();
    }

    private static final class Discarded implements ApplicationBufferHandler {

        private ByteBuffer bytes = EMPTY_BUFFER;

        int size() {
            return bytes.remaining();
        }

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            bytes = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {
            // Tomcat owns the buffer.
        }
    }
}
