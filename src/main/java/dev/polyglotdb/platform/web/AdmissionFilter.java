package dev.polyglotdb.platform.web;

import dev.polyglotdb.platform.admission.Admission;
import dev.polyglotdb.platform.stores.TimeBudget;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses the requests that are too many, before anything is done for them: no body is read and no store is asked. The
 * endpoints for operators always answer. A client is the session that it shows, else its address; whether there is such
 * a session is not known yet.
 */
final class AdmissionFilter extends OncePerRequestFilter {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SafetyHeaders HEADERS = new SafetyHeaders();

    private final Admission admission;

    AdmissionFilter(Admission admission) {
        this.admission = admission;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/actuator/") || path.startsWith("/admin/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var arrived = System.nanoTime();
        var served = admission.<IOException, ServletException>admit(client(request), () -> {
            TimeBudget.charge(Duration.ofNanos(System.nanoTime() - arrived));
            chain.doFilter(request, response);
        });
        if (!served) {
            refuse(request, response);
        }
    }

    private static String client(HttpServletRequest request) {
        return Objects.requireNonNullElseGet(
                request.getHeader(HttpHeaders.AUTHORIZATION), () -> String.valueOf(request.getRemoteAddr()));
    }

    /** Writes what {@link ProblemHandler} would, at a fraction of the cost. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var type = ProblemType.OVERLOADED;
        var problem = new LinkedHashMap<String, Object>(Map.of(
                "type", type.uri(),
                "title", type.title(),
                "status", type.status().value(),
                "detail", "Too many requests arrive now. Try again later.",
                "instance", request.getRequestURI()));
        response.setStatus(type.status().value());
        response.setHeader(HttpHeaders.RETRY_AFTER, ProblemException.RETRY_AFTER_SECONDS);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        HEADERS.writeHeaders(request, response);
        response.getOutputStream().write(JSON.writeValueAsBytes(problem));
    }
}
