package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.json.StoredJson;
import dev.polyglotdb.platform.json.StrictJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Sessions in Redis, which two versions read and write during a rolling upgrade. */
@Tag("fast")
class StoredSessionTests {

    private static final Session SESSION = new Session(
            7, Set.of("USER"), Instant.parse("2026-01-01T12:00:00Z"), Instant.parse("2026-01-08T12:00:00Z"));

    /** As 0.1.0 wrote it. */
    private static final String STORED = """
            {"createdAt":"2026-01-01T12:00:00.000Z","endsAt":"2026-01-08T12:00:00.000Z","roles":["USER"],"userId":7}""";

    private final JsonMapper json = StrictJson.mapper();
    private final ObjectReader reader = StoredJson.reader(json, Session.class);

    @Test
    void itIsWrittenAsTheVersionBeforeReadsIt() {
        assertThat(json.readTree(json.writeValueAsString(SESSION))).isEqualTo(json.readTree(STORED));
    }

    @Test
    void theOneOfTheVersionBeforeIsRead() {
        assertThat(reader.<Session>readValue(STORED)).isEqualTo(SESSION);
    }

    @Test
    void theOneThatBeganUnderALongerLifetimeEndsWithTodays() {
        var today = new SessionProperties(Duration.ofMinutes(30), Duration.ofHours(1), 10);
        var storedSessions = new StoredSessions(json, today);
        var end = SESSION.createdAt().plus(Duration.ofHours(1));

        assertThat(storedSessions.live(STORED, end.minusMillis(1))).contains(SESSION);
        assertThat(storedSessions.live(STORED, end)).isEmpty();
        assertThat(SESSION.expiry(end.minusSeconds(9), today)).isEqualTo(end);
    }

    @Test
    void eachTextIsReadForItselfHoweverManyThereAre() {
        var storedSessions =
                new StoredSessions(json, new SessionProperties(Duration.ofMinutes(30), Duration.ofDays(7), 10));

        LongStream.range(0, 12_000).forEach(user -> {
            var text = STORED.replace("7}", user % 6_000 + "}");
            assertThat(storedSessions.live(text, SESSION.createdAt()))
                    .hasValueSatisfying(session -> assertThat(session.userId()).isEqualTo(user % 6_000));
        });
    }

    @Test
    void theOneThatIsUsedOftenIsReadOnceHoweverManyOthersThereAre() {
        var storedSessions =
                new StoredSessions(json, new SessionProperties(Duration.ofMinutes(30), Duration.ofDays(7), 10));
        var first = storedSessions.live(STORED, SESSION.createdAt()).orElseThrow();

        LongStream.range(100, 12_100).forEach(user -> {
            storedSessions.live(STORED.replace("7}", user + "}"), SESSION.createdAt());
            assertThat(storedSessions.live(STORED, SESSION.createdAt()))
                    .hasValueSatisfying(again -> assertThat(again).isSameAs(first));
        });
    }

    @Test
    void whatTheNextVersionHasAddedIsIgnored() {
        var next = STORED.replace("{\"createdAt\"", "{\"device\":{\"name\":\"phone\"},\"createdAt\"");

        assertThat(reader.<Session>readValue(next)).isEqualTo(SESSION);
    }

    @Test
    void aRoleThatOnlyTheNextVersionKnowsAllowsNothingMore() {
        Session next = reader.readValue(STORED.replace("[\"USER\"]", "[\"USER\",\"AUDITOR\"]"));

        assertThat(next.caller().isAdmin()).isFalse();
        assertThat(next.roles()).containsExactlyInAnyOrder("USER", "AUDITOR");
    }
}
