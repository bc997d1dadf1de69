package dev.polyglotdb.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What the outbox costs while it is empty, counted in connections taken from the pool. */
@ShopTest
class OutboxPollTests {

    /** The pause is eight times as long while nothing is found. */
    private static final Duration IDLE = OwnWorker.FAST.poll().multipliedBy(8);

    private static final int LOOKS = 10;

    private final Counted counted;

    OutboxPollTests(DataSource dataSource) {
        this.counted = new Counted(dataSource);
    }

    @Test
    void whileItIsIdleItAsksOnceForAllSinksAndRarely() {
        var outbox = new OutboxRepository(counted, OwnWorker.FAST);
        var sinks = Stream.of("one", "two", "three").<OutboxSink>map(Idle::new).toList();
        var threads = new OwnWorker(outbox, "unused").threads(sinks, OwnWorker.FAST);
        threads.start();
        try {
            // Each worker looks twice, at its start. By then the pause is as long as it gets.
            await().until(() -> counted.askers(2) == sinks.size() + 1);
            awaitQuestions(2 * LOOKS);
            var begin = System.nanoTime();
            var before = counted.questions();

            awaitQuestions(before + LOOKS);

            // The first of them may come at once.
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isGreaterThanOrEqualTo(IDLE.multipliedBy(LOOKS - 1));
        } finally {
            threads.stop();
        }
    }

    private void awaitQuestions(int number) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> counted.questions() >= number);
    }

    private static final class Counted extends DelegatingDataSource {

        private final Map<Thread, Integer> byThread = new ConcurrentHashMap<>();

        Counted(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            byThread.merge(Thread.currentThread(), 1, Integer::sum);
            return super.getConnection();
        }

        int questions() {
            return byThread.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** Returns how many threads have asked so often. */
        long askers(int often) {
            return byThread.values().stream().filter(asked -> asked >= often).count();
        }
    }

    private record Idle(String name) implements OutboxSink {

        Idle {
            name = Shop.unique(name);
        }

        @Override
        public void apply(Set<Long> subjectIds) {
            throw new AssertionError("nothing is due");
        }
    }
}
