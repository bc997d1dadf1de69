package dev.polyglotdb.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.core.JacksonException;

/** Sends bodies that are written piece by piece. */
public final class StreamedBody {

    private StreamedBody() {}

    /**
     * Writes a response.
     *
     * @throws TruncatedResponseException if it fails after a part of it was sent. Otherwise Spring would end the
     *     response as if it were whole, even after an Error
     * @throws IOException if the reader has gone
     */
    public static void send(StreamingResponseBody body, HttpServletResponse response) throws IOException {
        try {
            body.writeTo(response.getOutputStream());
        } catch (RuntimeException | Error failure) {
            var ofReader = hiddenByJackson(failure);
            if (ofReader != null) {
                throw ofReader;
            }
            if (response.isCommitted()) {
                throw new TruncatedResponseException(failure);
            }
            response.resetBuffer();
            throw failure;
        }
    }

    /** Jackson wraps the exception of the stream that it writes to, with databind once more. */
    private static @Nullable IOException hiddenByJackson(Throwable failure) {
        var cause = failure;
        while (cause instanceof JacksonException) {
            cause = cause.getCause();
        }
        return cause instanceof IOException ofStream ? ofStream : null;
    }
}
