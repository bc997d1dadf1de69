package dev.polyglotdb.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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

    private static CorsConfiguration rules(List<String> origins) {
        var rules = new CorsConfiguration();
        rules.setAllowedOrigins(origins);
        rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        rules.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.IF_MATCH,
                HttpHeaders.IF_NONE_MATCH,
                "Idempotency-Key",
                "Last-Event-ID"));
        rules.setExposedHeaders(List.of(
                HttpHeaders.ETAG,
                HttpHeaders.LOCATION,
                HttpHeaders.RETRY_AFTER,
                HttpHeaders.WWW_AUTHENTICATE,
                HttpHeaders.ALLOW,
                "Idempotency-Replayed",
                "Server-Timing"));
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
