package dev.polyglotdb.resilience.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Meanwhile;
import dev.polyglotdb.testing.Parallel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Uses the sessions that a cluster has on other masters than the one that was killed, again and again until it is
 * closed, while a crowd waits for those on that master. So rarely that many requests in between fail in a row.
 */
final class SessionsElsewhere implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int CROWD = 20;

    private final SessionUsers users;
    private final List<String> away;
    private final List<String> elsewhere;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Meanwhile crowd;
    private final Meanwhile asking;

    /** @param isAway whether the session of a token is on the master that was killed */
    SessionsElsewhere(SessionUsers users, Predicate<String> isAway) {
        this.users = users;
        this.away = users.staying().stream().filter(isAway).toList();
        this.elsewhere = users.staying().stream().filter(isAway.negate()).toList();
        assertThat(List.of(away, elsewhere)).noneMatch(List::isEmpty);
        this.asking = Meanwhile.repeat(this::ask);
        this.crowd =
                Meanwhile.repeat(() -> Parallel.each(CROWD, waiting -> users.status(away.get(waiting % away.size()))));
    }

    private void ask() {
        for (var token : elsewhere) {
            asked.incrementAndGet();
            if (users.status(token) != 200) {
                failed.incrementAndGet();
            }
        }
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    /** Returns how often they could not be used. */
    int failed() {
        return failed.get();
    }

    @Override
    public String toString() {
        return "%d sessions of other masters were used %d times meanwhile, %d failed"
                .formatted(elsewhere.size(), asked.get(), failed.get());
    }

    @Override
    public void close() {
        Meanwhile.closeAll(List.of(crowd, asking));
    }
}
