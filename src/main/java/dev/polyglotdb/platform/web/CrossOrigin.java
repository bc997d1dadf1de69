package dev.polyglotdb.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * Configures CORS. Pages of other origins have no access unless {@link CorsProperties} lists their origins. Allowing
 * all origins is safe, because browsers never add the token by themselves; scripts must send it explicitly.
 */
@Component
@EnableConfigurationProperties(CorsProperties.class)
public final class CrossOrigin {

    private static final List<String> EXPOSED = List.of(
            HttpHeaders.ETAG,
            HttpHeaders.LOCATION,
            HttpHeaders.RETRY_AFTER,
            HttpHeaders.WWW_AUTHENTICATE,
            HttpHeaders.ALLOW,
            HttpHeaders.ACCEPT_ENCODING,
            HttpHeaders.CONTENT_DISPOSITION,
            "Idempotency-Replayed",
            "Server-Timing");

    private final @Nullable CorsConfiguration rules;

    CrossOrigin(CorsProperties corsProperties) {
        this.rules = corsProperties.allowedOrigins().isEmpty() ? null : rules(corsProperties.allowedOrigins());
    }

    /** Returns the filter for the filter chain of Spring Security. */
    public CorsFilter filter() {
        var filter = new CorsFilter(request -> rules);
        filter.setCorsProcessor(new Processor());
        return filter;
    }

    /** Writes the headers of a response that the filter has not seen, such as a refusal before it. */
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !response.containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
            headers(origin).forEach(response::addHeader);
        }
    }

    /** Returns the headers of a response that no filter sees; none if pages of this origin may not read it. */
    public Map<String, String> headers(String origin) {
        var allowed = rules == null ? null : rules.checkOrigin(origin);
        if (allowed == null) {
            return Map.of();
        }
        return Map.of(
                HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN,
                allowed,
                HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
                String.join(", ", EXPOSED),
                HttpHeaders.VARY,
                HttpHeaders.ORIGIN);
    }

    private static CorsConfiguration rules(List<String> origins) {
        var rules = new CorsConfiguration();
        rules.setAllowedOrigins(origins);
        rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        rules.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.CONTENT_ENCODING,
                HttpHeaders.IF_MATCH,
                HttpHeaders.IF_NONE_MATCH,
                "Idempotency-Key",
                "Last-Event-ID"));
        rules.setExposedHeaders(EXPOSED);
        rules.setMaxAge(Duration.ofHours(1));
        return rules;
    }

    /**
     * Rejects requests with a problem detail. Without configured origins it also rejects preflight requests, so that no
     * CORS header is ever sent.
     */
    private static final class Processor extends DefaultCorsProcessor {

        @Override
        public boolean processRequest(
                @Nullable CorsConfiguration rules, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            if (rules == null && CorsUtils.isPreFlightRequest(request)) {
                throw refusal();
            }
            return super.processRequest(rules, request, response);
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            throw refusal();
        }

        private static ProblemException refusal() {
            return ProblemException.forbidden("Pages of this origin may not do that.");
        }
    }
}
