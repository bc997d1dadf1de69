package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class SessionLifetimeTests {

    private static final Instant CREATED = Instant.parse("2026-01-01T12:00:00Z");
    private static final SessionProperties PROPERTIES =
            new SessionProperties(Duration.ofMinutes(30), Duration.ofDays(7), 1_000);

    private final Session session =
            new Session(7, Set.of("USER", "ADMIN"), CREATED, CREATED.plus(PROPERTIES.lifetime()));

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T12:00:00Z, 2026-01-01T12:30:00Z",
        "2026-01-05T00:00:00Z, 2026-01-05T00:30:00Z",
        "2026-01-08T11:29:59Z, 2026-01-08T11:59:59Z",
        "2026-01-08T11:30:00Z, 2026-01-08T12:00:00Z",
        "2026-01-08T11:30:01Z, 2026-01-08T12:00:00Z",
        "2026-01-08T11:59:59Z, 2026-01-08T12:00:00Z"
    })
    void everyUseStartsTheTimeAnewButNotBeyondTheLifetime(Instant used, Instant expiry) {
        assertThat(session.expiry(used, PROPERTIES)).isEqualTo(expiry);
    }

    @Test
    void theCallerIsWhoLoggedIn() {
        assertThat(session.caller().userId()).isEqualTo(7);
        assertThat(session.caller().isAdmin()).isTrue();
    }

    /** What its owner sees of it opens nothing. */
    @Test
    void aSessionIsKnownByAPartOfItsHash() {
        var hash = new Token("abc").hash();

        assertThat(new LiveSession(hash, session, CREATED).id()).hasSize(16).isEqualTo(hash.substring(0, 16));
    }

    @Test
    void sessionsAreSortedByAgeAndThenByHash() {
        var positions = List.of(
                position(Instant.EPOCH, "f"),
                position(CREATED, "a"),
                position(CREATED, "b"),
                position(CREATED.plusMillis(1), "a"),
                position(Instant.parse("2286-11-20T17:46:40Z"), "a"),
                position(Instant.parse("9999-12-31T23:59:59.999Z"), "a"));

        assertThat(positions).isSorted();
        assertThat(positions).allMatch(position -> position.length() == 20);
    }

    @Test
    void aPositionIsReadAsItIsWritten() {
        var hash = new Token("abc").hash();
        var written = position(CREATED, hash);

        assertThat(SessionPosition.read(written)).isEqualTo(new SessionPosition(CREATED, hash));
        assertThat(SessionPosition.read(written)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "000000000000000000a", "9999999999999999999", "0000001767268800000 "})
    void whatIsNoPositionIsRefused(String beginning) {
        var text = beginning + new Token("abc").hash();

        assertThatIllegalArgumentException().isThrownBy(() -> SessionPosition.read(text));
    }

    private static String position(Instant createdAt, String hash) {
        return new LiveSession(hash, new Session(7, Set.of("USER"), createdAt, createdAt), createdAt).position();
    }
}
