package dev.polyglotdb.platform.web.tomcat;

import dev.polyglotdb.platform.stores.ServerTiming;
import dev.polyglotdb.platform.web.ProblemType;
import dev.polyglotdb.platform.web.SafetyHeaders;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports requests that Tomcat rejects before they reach the application, such as a path with an encoded slash, as
 * problem details.
 */
public final class ProblemReportValve extends ErrorReportValve {

    private static final String REFUSED = "The server refused the request before looking at what it asks for.";
    private static final String BROKEN = "The request broke off before its end, or nothing came for too long.";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SafetyHeaders HEADERS = new SafetyHeaders();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        var status = HttpStatus.resolve(response.getStatus());
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
                "detail", detail(request)));
        instance(request).ifPresent(path -> problem.put("instance", path));
        HEADERS.writeHeaders(request, response);
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(JSON.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException clientIsGone) {
            container.getLogger().debug("Could not report an error", clientIsGone);
        }
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

    private static String detail(Request request) {
        return request.getCoyoteRequest().getErrorException() == null ? REFUSED : BROKEN;
    }
}
