package dev.polyglotdb.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Sends bodies that are written piece by piece. */
public final class StreamedBody {

    private StreamedBody() {}

    /**
     * Writes a response.
     *
     * @throws TruncatedResponseException if it fails after a part of it was sent. Otherwise Spring would end the
     *     response as if it were whole, even after an Error
     */
    public static void send(StreamingResponseBody body, HttpServletResponse response) throws IOException {
        try {
            body.writeTo(response.getOutputStream());
        } catch (RuntimeException | Error failure) {
            if (response.isCommitted()) {
                throw new TruncatedResponseException(failure);
            }
            response.resetBuffer();
            throw failure;
        }
    }
}
