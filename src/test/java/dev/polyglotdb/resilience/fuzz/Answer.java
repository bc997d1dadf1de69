package dev.polyglotdb.resilience.fuzz;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A response with the time it took, without hiccups of the machine. */
record Answer(int status, HttpHeaders headers, byte[] body, Duration took) {

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean isProblem() {
        return headers.firstValue("Content-Type").orElse("").equals("application/problem+json");
    }

    @Override
    public String toString() {
        var text = text();
        return "%d in %d ms %s %s"
                .formatted(status, took.toMillis(), headers.map(), text.substring(0, Math.min(text.length(), 600)));
    }
}
