package dev.polyglotdb.lab.sessions;

import dev.polyglotdb.auth.MeasuredSessions.Content;
import dev.polyglotdb.platform.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Who is logged in: as many sessions as asked for, two for each user, which began within the last hour. */
final class People {

    /** @param unused whether nobody has used it for longer than a session lives */
    record Login(String token, Content content, boolean unused) {}

    private static final int TOKEN = 43;
    private static final Duration LIFE = Duration.ofDays(7);
    private static final Duration PAST = Duration.ofSeconds(-1);
    private static final Duration TOMORROW = Duration.ofDays(1);
    private static final int OTHERS = 100_000;

    private final Instant now;
    private final List<String> tokens;

    People(Instant now, long count) {
        this.now = now;
        this.tokens =
                LongStream.range(0, count).mapToObj(i -> token("session", i)).toList();
    }

    int count() {
        return tokens.size();
    }

    long users() {
        return tokens.size() / 2;
    }

    String token(long i) {
        return tokens.get((int) (i % tokens.size()));
    }

    static long user(long i) {
        return 1 + i / 2;
    }

    Login login(long i) {
        return new Login(token(i), content(user(i), now.minusSeconds(i % 3_600), LIFE), false);
    }

    /** Returns the login of somebody who is not logged in, or only in a few other places. */
    Login fresh(long i) {
        return new Login(token("fresh", i), content(users() + 1 + i % OTHERS, now, LIFE), false);
    }

    /** Returns sessions that live, that have reached the end of their lifetime, and that nobody used for too long. */
    List<Login> doubtful() {
        return LongStream.range(0, 30)
                .mapToObj(i -> new Login(
                        token("doubtful", i),
                        content(i + 1, now.minus(LIFE).plus(i % 3 == 1 ? PAST : TOMORROW), LIFE),
                        i % 3 == 2))
                .toList();
    }

    private static Content content(long user, Instant createdAt, Duration life) {
        var roles = user % 100 == 0 ? Set.of("USER", "ADMIN") : Set.of("USER");
        return new Content(user, roles, createdAt, createdAt.plus(life));
    }

    /** As long as a real one, but always the same. */
    private static String token(String kind, long i) {
        return Sha256.hex(kind + i).substring(0, TOKEN);
    }
}
