package dev.polyglotdb.resilience.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Client;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells times of a clock that is right from those of one that is ten minutes ahead. */
final class RightTimes {

    /** Far less than the clock is ahead, and far more than a busy machine delays anything. */
    static final Duration TOLERANCE = Duration.ofMinutes(4);

    private final JdbcClient jdbc;

    RightTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static void assertNow(Instant time) {
        assertThat(time).isBetween(Instant.now().minus(TOLERANCE), Instant.now().plus(TOLERANCE));
    }

    /** Returns the time of an instance, as it dates an event. */
    static Instant dated(Client client) {
        client.post("/activity", "{\"type\": \"VIEW\"}");
        return Instant.parse(client.get("/activity").text("/items/0/occurredAt"));
    }

    /** @param time a query with a parameter {@code id} */
    long minutesFromNow(String time, long id) {
        return number("select round(extract(epoch from (%s) - now()) / 60)".formatted(time), id);
    }

    /** @param query has a parameter {@code id} */
    long number(String query, long id) {
        return jdbc.sql(query).param("id", id).query(Long.class).single();
    }
}
