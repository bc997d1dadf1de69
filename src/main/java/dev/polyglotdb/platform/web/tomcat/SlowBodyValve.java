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
 * Keeps clients that send their bodies slowly from holding all threads. Tomcat by itself waits for each byte anew, also after the
 * answer, for a body that nobody has read.
 */
final class SlowBodyValve extends ValveBase {

    /** What is read of a body that nobody asked for, so that the client gets to see the answer. */
    private static final int MAX_UNREAD = 2 << 20;

    private final Semaphore places;

    /** @param places how many clients may be waited for at a time */
    SlowBodyValve(int places) {
        super(true);
        this.places = new Semaphore(places);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var coyote = request.getCoyoteRequest();
        try (var body = new PacedInput(coyote, places)) {
            getNext().invoke(request, response);
            // Whoever waits for a word before sending the body has not sent it.
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
            // The buffer is Tomcat's own.
        }
    }
}
