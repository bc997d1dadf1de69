package dev.polyglotdb.platform.web.tomcat;

import dev.polyglotdb.platform.stores.ServerTiming;
import dev.polyglotdb.platform.web.CrossOrigin;
import dev.polyglotdb.platform.web.ProblemType;
import dev.polyglotdb.platform.web.SafetyHeaders;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports requests that Tomcat rejects before they reach the application, such as a path with an encoded slash, as
 * problem details.
 */
final class ProblemReportValve extends ErrorReportValve {

    private static final String REFUSED = "The server refused the request before looking at what it asks for.";
    private static final String BROKEN = "The request broke off before its end, or nothing came for too long.";
    private static final Map<HttpStatus, String> DETAILS = Map.of(
            HttpStatus.URI_TOO_LONG, "The URI and the headers may have 8 KiB together.",
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    "The URI and the headers may have 8 KiB together, and there may be 100 headers.",
            HttpStatus.NOT_IMPLEMENTED, "The server does not know this method or transfer coding.",
            HttpStatus.HTTP_VERSION_NOT_SUPPORTED, "The server does not know this version of HTTP.");
    private static final int SC_HEADERS_TOO_LARGE = 431;
    private static final String HEAD_TOO_LARGE =
            StringManager.getManager(Http11InputBuffer.class).getString("iib.requestheadertoolarge.error");
    private static final String TOO_MANY_HEADERS = StringManager.getManager(MimeHeaders.class)
            .getString("headers.maxCountFail", "#")
            .split("#", -1)[0];
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SafetyHeaders HEADERS = new SafetyHeaders();

    private final CrossOrigin crossOrigin;

    ProblemReportValve(CrossOrigin crossOrigin) {
        this.crossOrigin = crossOrigin;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        var status = HttpStatus.resolve(status(request, response));
        if (status == null || !status.isError() || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        // No filter has measured the time, because the request never reached one.
        var started = request.getCoyoteRequest().getStartTimeNanos();
        response.setHeader("Server-Timing", ServerTiming.total(System.nanoTime() - started));
        var type = ProblemType.of(status);
        var problem = new LinkedHashMap<String, Object>(Map.of(
                "type", type.uri(),
                "title", type.title(),
                "status", status.value(),
                "detail", detail(request, status)));
        instance(request).ifPresent(path -> problem.put("instance", path));
        response.getCoyoteResponse().setStatus(status.value());
        if (closes(request)) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        HEADERS.writeHeaders(request, response);
        crossOrigin.writeHeaders(request, response);
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(JSON.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException clientIsGone) {
            container.getLogger().debug("Could not report an error", clientIsGone);
        }
    }

    /** Tomcat announces this with some statuses only; to others a client would lose its next request. */
    private static boolean closes(Request request) {
        var isError = new AtomicBoolean();
        request.getCoyoteRequest().action(ActionCode.IS_ERROR, isError);
        return isError.get();
    }

    /**
     * Tomcat reports 400 for a head that exceeds its buffer. What it has read so far tells which part was too large.
     */
    private static int status(Request request, Response response) {
        var head = request.getCoyoteRequest();
        if (response.getStatus() != HttpServletResponse.SC_BAD_REQUEST
                || !(head.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception failure)) {
            return response.getStatus();
        }
        if (String.valueOf(failure.getMessage()).startsWith(TOO_MANY_HEADERS)) {
            return SC_HEADERS_TOO_LARGE;
        }
        if (!HEAD_TOO_LARGE.equals(failure.getMessage()) || head.getMethod() == null) {
            return HttpServletResponse.SC_BAD_REQUEST;
        }
        return head.requestURI().isNull() ? HttpServletResponse.SC_REQUEST_URI_TOO_LONG : SC_HEADERS_TOO_LARGE;
    }

    /** Returns the requested path, if it is a valid one. */
    private static Optional<URI> instance(Request request) {
        try {
            return Optional.ofNullable(request.getRequestURI())
                    .filter(path -> path.matches("/(?!/).*"))
                    .map(URI::create);
        } catch (IllegalArgumentException noReference) {
            return Optional.empty();
        }
    }

    private static String detail(Request request, HttpStatus status) {
        if (DETAILS.containsKey(status)) {
            return DETAILS.get(status);
        }
        return request.getCoyoteRequest().getErrorException() == null ? REFUSED : BROKEN;
    }
}
