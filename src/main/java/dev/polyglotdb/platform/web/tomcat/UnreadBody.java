package dev.polyglotdb.platform.web.tomcat;

import dev.polyglotdb.platform.web.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** What the application did not read of the body of a request that it has answered. */
final class UnreadBody implements ApplicationBufferHandler {

    /** The maximum number of bytes to read. Reading them lets the client receive the response. */
    private static final int MAX = 2 << 20;

    private ByteBuffer bytes = EMPTY_BUFFER;

    private UnreadBody() {}

    /** Sends the response, unless it has been sent. Then reads the rest, or leaves it and closes the connection. */
    static void discard(Request request, PacedInput body) {
        if (body.isAtEnd()) {
            return;
        }
        // Tomcat would send a redirect of its own only after the body.
        request.action(ActionCode.CLOSE, null);
        if (mayNeverCome(request) || !new UnreadBody().drain(body)) {
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /** A client that waits for {@code 100 Continue} may send its body or not, so the next request can't be told. */
    private static boolean mayNeverCome(Request request) {
        return request.hasExpectation() && request.getBytesRead() == 0;
    }

    private boolean drain(PacedInput body) {
        try {
            for (var read = 0; read < MAX && !body.isAtEnd(); read += bytes.remaining()) {
                if (body.doRead(this) < 0) {
                    return true;
                }
            }
        } catch (IOException | ProblemException tooSlowOrGone) {
            return false;
        }
        return body.isAtEnd();
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
