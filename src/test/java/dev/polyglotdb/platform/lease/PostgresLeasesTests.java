package dev.polyglotdb.platform.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One instance at a time does the work of a name. */
@ShopTest
class PostgresLeasesTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Leases leases;
    private final JdbcClient jdbc;
    private final String name = "test-" + UUID.randomUUID();
    private final AtomicInteger done = new AtomicInteger();

    PostgresLeasesTests(Leases leases, JdbcClient jdbc) {
        this.leases = leases;
        this.jdbc = jdbc;
    }

    @Test
    void nobodyElseDoesTheWorkMeanwhile() {
        var ran = leases.tryRun(name, MINUTE, () -> assertThat(tryAgain()).isFalse());

        assertThat(ran).isTrue();
        assertThat(done).hasValue(0);
    }

    @Test
    void workOfAnotherNameGoesOn() {
        leases.tryRun(name, MINUTE, () -> leases.tryRun(name + "-other", MINUTE, done::incrementAndGet));

        assertThat(done).hasValue(1);
    }

    @Test
    void theNextOneMayBeginAtOnce() {
        assertThat(tryAgain()).isTrue();
        assertThat(tryAgain()).isTrue();
    }

    @Test
    void workThatFailsHoldsNobodyUp() {
        assertThatIllegalStateException()
                .isThrownBy(() -> leases.tryRun(name, MINUTE, () -> {
                    throw new IllegalStateException("failed");
                }));

        assertThat(tryAgain()).isTrue();
    }

    @Test
    void afterItsTimeTheLeaseOfADeadInstanceIsFree() {
        died(MINUTE);
        assertThat(tryAgain()).isFalse();

        died(Duration.ofSeconds(-1));
        assertThat(tryAgain()).isTrue();
    }

    @Test
    void whoWasTooSlowDoesNotEndTheLeaseOfTheNext() {
        leases.tryRun(
                name,
                Duration.ofSeconds(-1),
                () -> leases.tryRun(name, MINUTE, () -> {
                    done.incrementAndGet();
                    died(MINUTE);
                }));

        assertThat(done).hasValue(1);
        assertThat(tryAgain()).isFalse();
    }

    /** Whoever has the lease keeps it until all others have been answered. */
    @Test
    void ofManyAtTheSameTimeOneDoesTheWork() {
        var all = new AtomicInteger();
        var atOnce = new AtomicInteger();
        var others = new CountDownLatch(7);
        var ran = Parallel.each(8, i -> {
            var mine = leases.tryRun(name, MINUTE, () -> {
                assertThat(atOnce.incrementAndGet()).isEqualTo(1);
                all.incrementAndGet();
                assertThat(isOpen(others)).as("all others were answered").isTrue();
                atOnce.decrementAndGet();
            });
            others.countDown();
            return mine;
        });

        assertThat(all).hasValue(1);
        assertThat(ran).containsOnlyOnce(true);
    }

    private static boolean isOpen(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    private boolean tryAgain() {
        return leases.tryRun(name, MINUTE, done::incrementAndGet);
    }

    /** What an instance leaves that was killed at work. */
    private void died(Duration left) {
        jdbc.sql("""
                        insert into leases values (:name, 'killed', now() + make_interval(secs => :left))
                        on conflict (name) do update set holder = 'killed', held_until = excluded.held_until""")
                .param("name", name)
                .param("left", (double) left.toSeconds())
                .update();
    }
}
