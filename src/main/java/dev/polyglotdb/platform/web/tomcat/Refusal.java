package dev.polyglotdb.platform.web.tomcat;

import dev.polyglotdb.platform.stores.ServerTiming;
import dev.polyglotdb.platform.web.CrossOrigin;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import dev.polyglotdb.platform.web.SafetyHeaders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.http.FastHttpDateFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Writes the problem of a request that is refused because too many arrive. Most of the answer is always the same, and
 * it goes to the socket in one piece.
 *
 * <p>Tomcat would close the connection after any 503. The next request would need a new connection then, which costs
 * both sides more than the refusal. So Tomcat does not see the status, unless the connection must be closed anyway.
 */
final class Refusal {

    /** Unofficial, and only seen in Tomcat's access log and statistics, where it counts as an error. */
    private static final int NOTED = 529;

    private static final ProblemType TYPE = ProblemType.OVERLOADED;

    private static final String HEAD =
            "HTTP/1.1 %s \r\n".formatted(TYPE.status().value())
                    + lines(Map.of(
                            HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            HttpHeaders.RETRY_AFTER, ProblemException.RETRY_AFTER_SECONDS))
                    + lines(SafetyHeaders.ofData());

    /** Ends before the brace, because the path of the request follows. */
    private static final String FORM = """
            {"type":"%s","title":"%s","status":%s,"detail":"Too many requests arrive now. Try again later.\"""";

    private static final String BODY =
            FORM.formatted(TYPE.uri(), TYPE.title(), TYPE.status().value());

    private final CrossOrigin crossOrigin;
    private final Farewell farewell;

    /** @param farewell once it has begun, a refusal ends the connection too; no filter sees it */
    Refusal(CrossOrigin crossOrigin, Farewell farewell) {
        this.crossOrigin = crossOrigin;
        this.farewell = farewell;
    }

    /** Answers the request. Its body is left unread. */
    void write(Request request, Response response) throws IOException {
        var close = mustClose(request) || farewell.hasBegun();
        response.setStatus(close ? TYPE.status().value() : NOTED);
        response.setCommitted(true);
        response.doWrite(ByteBuffer.wrap(answer(request, close).getBytes(StandardCharsets.ISO_8859_1)));
    }

    private String answer(Request request, boolean close) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var took = System.nanoTime() - request.getStartTimeNanos();
        var body = BODY + instance(request.requestURI().toString()) + "}";
        var head = HEAD
                + (origin == null ? "" : lines(crossOrigin.headers(origin)))
                + (close ? "Connection: close\r\n" : "")
                + "Server-Timing: " + ServerTiming.total(took)
                + "\r\nDate: " + FastHttpDateFormat.getCurrentDate()
                + "\r\nContent-Length: " + body.length()
                + "\r\n\r\n";
        return "HEAD".equals(request.getMethod()) ? head : head + body;
    }

    /** Tomcat has refused all characters that would need to be escaped. */
    private static String instance(String path) {
        return path.startsWith("/") && !path.startsWith("//") ? ",\"instance\":\"" + path + "\"" : "";
    }

    /** A client that waits for {@code 100 Continue} may send its body or not, so the next request can't be told. */
    private static boolean mustClose(Request request) {
        var connection = request.getHeader(HttpHeaders.CONNECTION);
        return !request.protocol().equals("HTTP/1.1")
                || request.hasExpectation()
                || connection != null && connection.toLowerCase(Locale.ROOT).contains("close");
    }

    private static String lines(Map<String, String> headers) {
        var lines = new StringBuilder();
        headers.forEach(
                (name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
        return lines.toString();
    }
}
