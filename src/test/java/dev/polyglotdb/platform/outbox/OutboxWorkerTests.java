package dev.polyglotdb.platform.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreOverloadedException;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Workers apply all that was promised, whatever fails meanwhile, and give up only what cannot be applied at all. */
@ShopTest
class OutboxWorkerTests {

    private static final OutboxProperties FAST = new OutboxProperties(
            8,
            Duration.ofSeconds(60),
            Duration.ofMillis(20),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            3,
            Duration.ofHours(24));

    private final OutboxRepository outbox;
    private final JdbcClient jdbc;
    private final OwnSink sink;

    OutboxWorkerTests(OutboxRepository outbox, JdbcClient jdbc) {
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.sink = OwnSink.of(outbox, jdbc);
    }

    @AfterEach
    void leaveNothing() {
        sink.leaveNothing();
    }

    @Test
    void aWorkerAppliesEverythingAndLeavesNothing() {
        sink.promise(50);
        var applied = new ConcurrentLinkedQueue<Long>();

        working(applied::addAll, () -> await().atMost(10, SECONDS).until(() -> sink.rows() == 0));

        assertThat(applied).containsExactlyInAnyOrderElementsOf(OwnSink.orders(50));
    }

    @Test
    void aWorkerThatWasStoppedCanBeStartedAgain() {
        var threads = new WorkerThreads(
                "test-outbox", List.of(new OutboxWorker(outbox, new TestSink(sink.name(), ids -> {}), FAST)));
        threads.start();
        threads.stop();
        sink.promise(1);

        threads.start();
        try {
            await().atMost(10, SECONDS).until(() -> sink.rows() == 0);
        } finally {
            threads.stop();
        }
    }

    @Test
    void oneBadOrderDoesNotHoldUpTheOthersAndIsGivenUpInTheEnd() {
        sink.promise(20);
        var applied = new ConcurrentLinkedQueue<Long>();
        Consumer<Set<Long>> badSeven = ids -> {
            if (ids.contains(7L)) {
                throw new IllegalStateException("seven is bad");
            }
            applied.addAll(ids);
        };

        working(badSeven, () -> await().atMost(10, SECONDS).until(() -> sink.failed() == 1));

        assertThat(applied).doesNotContain(7L).hasSize(19);
        assertThat(jdbc.sql("select last_error from outbox where sink = :sink")
                        .param("sink", sink.name())
                        .query(String.class)
                        .single())
                .contains("the log has it")
                .doesNotContain("seven");
        assertThat(jdbc.sql("select attempts from outbox where sink = :sink")
                        .param("sink", sink.name())
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void anAbsentStoreIsNoReasonToGiveUp() {
        sink.promise(3);
        var calls = new AtomicInteger();
        Consumer<Set<Long>> backAfterTenCalls = ids -> {
            if (calls.incrementAndGet() <= 10) {
                throw new StoreUnavailableException(Store.CASSANDRA, new IOException("away"));
            }
        };

        working(backAfterTenCalls, () -> await().atMost(20, SECONDS).until(() -> sink.rows() == 0));

        assertThat(calls).hasValueGreaterThan(FAST.maxAttempts());
    }

    @Test
    void neitherIsAnOverloadedOne() {
        sink.promise(3);
        var calls = new AtomicInteger();
        Consumer<Set<Long>> busyForTenCalls = ids -> {
            if (calls.incrementAndGet() <= 10) {
                throw new StoreOverloadedException(Store.NEO4J, new IllegalStateException("deadlock"));
            }
        };

        working(busyForTenCalls, () -> await().atMost(20, SECONDS).until(() -> sink.rows() == 0));

        assertThat(calls).hasValueGreaterThan(FAST.maxAttempts());
    }

    @Test
    void aStoreThatIsAwayForTooLongIsGivenUpAndTriedAgainIfAsked() {
        sink.promise(1);
        var away = new AtomicBoolean(true);
        Consumer<Set<Long>> awayAtFirst = ids -> {
            if (away.get()) {
                throw new StoreUnavailableException(Store.CASSANDRA, new IOException("away"));
            }
        };
        var briefly = new OutboxProperties(
                8, FAST.lease(), FAST.poll(), FAST.firstDelay(), FAST.maxDelay(), 3, Duration.ofMillis(200));

        working(new OutboxWorker(outbox, new TestSink(sink.name(), awayAtFirst), briefly), () -> {
            await().atMost(10, SECONDS).until(() -> sink.failed() == 1);
            assertThat(attempts()).isZero();

            away.set(false);
            outbox.retry();
            await().atMost(10, SECONDS).until(() -> sink.rows() == 0);
        });
    }

    @Test
    void aSinkThatMayNotGiveUpNeverDoes() {
        sink.promise(1);
        var calls = new AtomicInteger();
        var faithful = new OutboxSink() {
            @Override
            public String name() {
                return sink.name();
            }

            @Override
            public void apply(Set<Long> orderIds) {
                var call = calls.incrementAndGet();
                if (call <= 8) {
                    throw new IllegalStateException("a defect");
                }
                if (call <= 16) {
                    throw new StoreUnavailableException(Store.CASSANDRA, new IOException("away"));
                }
            }

            @Override
            public boolean mayGiveUp() {
                return false;
            }
        };
        var impatient = new OutboxProperties(
                8, FAST.lease(), FAST.poll(), FAST.firstDelay(), FAST.maxDelay(), 3, Duration.ZERO);

        working(
                new OutboxWorker(outbox, faithful, impatient),
                () -> await().atMost(20, SECONDS).until(() -> sink.rows() == 0));

        assertThat(calls).hasValueGreaterThan(16);
    }

    private int attempts() {
        return jdbc.sql("select attempts from outbox where sink = :sink")
                .param("sink", sink.name())
                .query(Integer.class)
                .single();
    }

    @Test
    void twoWorkersThatFailAtRandomStillApplyEverything() {
        sink.promise(100);
        Queue<Long> applied = new ConcurrentLinkedQueue<>();
        Consumer<Set<Long>> unreliable = ids -> {
            if (ThreadLocalRandom.current().nextInt(3) == 0) {
                throw new StoreUnavailableException(Store.NEO4J, new IOException("away"));
            }
            applied.addAll(ids);
        };

        working(
                unreliable,
                () -> working(unreliable, () -> await().atMost(30, SECONDS).until(() -> sink.rows() == 0)));

        assertThat(applied).containsAll(OwnSink.orders(100));
    }

    private void working(Consumer<Set<Long>> apply, Runnable meanwhile) {
        working(new OutboxWorker(outbox, new TestSink(sink.name(), apply), FAST), meanwhile);
    }

    private static void working(OutboxWorker worker, Runnable meanwhile) {
        var threads = new WorkerThreads("test-outbox", List.of(worker));
        threads.start();
        try {
            meanwhile.run();
        } finally {
            threads.stop();
        }
    }

    private record TestSink(String name, Consumer<Set<Long>> action) implements OutboxSink {
        @Override
        public void apply(Set<Long> orderIds) {
            action.accept(orderIds);
        }
    }
}
