package dev.polyglotdb.platform.web;

import dev.polyglotdb.platform.admission.Bulkhead;
import dev.polyglotdb.platform.stores.TimeBudget;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** A file that is written piece by piece while it is sent, which may take as long as it takes. */
public final class Download {

    private final String mediaType;
    private final String disposition;
    private final Bulkhead bulkhead;
    private final String overloaded;

    /**
     * @param fileName under which a browser saves it
     * @param bulkhead limits how many are sent at a time
     * @param overloaded what a client is told if the bulkhead is full
     */
    public Download(String mediaType, String fileName, Bulkhead bulkhead, String overloaded) {
        this.mediaType = mediaType;
        this.disposition =
                ContentDisposition.attachment().filename(fileName).build().toString();
        this.bulkhead = bulkhead;
        this.overloaded = overloaded;
    }

    /**
     * Sends the file, or only its headers if they are all that was asked for.
     *
     * @throws HttpMediaTypeNotAcceptableException (406) if the client accepts no such file
     * @throws ProblemException (503) if the bulkhead is full
     */
    public void send(HttpServletRequest request, HttpServletResponse response, StreamingResponseBody body)
            throws IOException, HttpMediaTypeNotAcceptableException {
        Acceptable.require(request);
        response.setContentType(mediaType);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition);
        Unbuffered.mark(response);
        if (HttpMethod.HEAD.matches(request.getMethod())) {
            return;
        }
        bulkhead.aside(
                () -> {
                    TimeBudget.lift();
                    StreamedBody.send(body, response);
                },
                () -> ProblemException.overloaded(overloaded));
    }
}
