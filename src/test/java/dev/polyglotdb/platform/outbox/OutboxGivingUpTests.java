package dev.polyglotdb.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.stores.StoreOverloadedException;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Workers give up only what cannot be applied at all. */
// Not beside others: it tries again whatever was given up.
@ShopTest
class OutboxGivingUpTests extends OutboxFixture {

    private static final long SEVEN = OwnSink.order(7);
    private static final OutboxProperties IMPATIENT = OwnWorker.givingUpAfter(Duration.ZERO);

    OutboxGivingUpTests(OutboxRepository outbox, JdbcClient jdbc) {
        super(outbox, jdbc);
    }

    @Test
    void oneBadOrderDoesNotHoldUpTheOthersAndIsGivenUpInTheEnd() {
        sink.add(20);
        var applied = new ConcurrentLinkedQueue<Long>();
        Runnable sevenIsBad = () -> {
            throw new IllegalStateException("seven is bad");
        };

        worker.during(allButSeven(applied, sevenIsBad), () -> await().until(() -> sink.failed() == 1));

        assertThat(applied).doesNotContain(SEVEN).hasSize(19);
        assertThat(only("last_error", String.class)).contains("the log has it").doesNotContain("seven");
        assertThat(only("attempts", Integer.class)).isEqualTo(3);
    }

    @Test
    void anErrorIsADefectLikeAnyOtherAndEndsNoWorker() {
        sink.add(20);
        var applied = new ConcurrentLinkedQueue<Long>();
        Runnable sevenIsTooDeep = () -> {
            throw new StackOverflowError("seven is too deep");
        };

        worker.during(allButSeven(applied, sevenIsTooDeep), () -> {
            await().until(() -> sink.failed() == 1);
            assertThat(only("attempts", Integer.class)).isEqualTo(3);

            outbox.add(OwnSink.order(21), List.of(sink.name()), null);
            await().until(() -> applied.contains(OwnSink.order(21)));
        });

        assertThat(applied).doesNotContain(SEVEN).hasSize(20);
    }

    /** Its store answered in between, so the time that counts begins anew. */
    @Test
    void aDefectBetweenTwoOutagesEndsTheFirst() {
        sink.add(1);
        var calls = new AtomicInteger();
        Consumer<Set<Long>> awayAndThenBad = ids -> {
            if (calls.incrementAndGet() == 1) {
                sink.waitingFor(Duration.ofHours(25));
                throw new IllegalStateException("a defect");
            }
            throw new StoreUnavailableException(Store.CASSANDRA, new IOException("away"));
        };

        worker.during(awayAndThenBad, () -> await().until(() -> calls.get() > 3));

        assertThat(sink.failed()).isZero();
        assertThat(only("attempts", Integer.class)).isOne();
    }

    @Test
    void anAbsentStoreIsNoReasonToGiveUp() {
        isTriedUntilItIsOver(new StoreUnavailableException(Store.CASSANDRA, new IOException("away")));
    }

    @Test
    void neitherIsAnOverloadedOne() {
        isTriedUntilItIsOver(new StoreOverloadedException(Store.NEO4J, new IllegalStateException("deadlock")));
    }

    private void isTriedUntilItIsOver(StoreException outage) {
        sink.add(3);
        var calls = new AtomicInteger();
        Consumer<Set<Long>> wellAfterTenCalls = ids -> {
            if (calls.incrementAndGet() <= 10) {
                throw outage;
            }
        };

        worker.during(wellAfterTenCalls, () -> await().until(() -> sink.entries() == 0));

        assertThat(calls).hasValueGreaterThan(OwnWorker.FAST.maxAttempts());
    }

    @Test
    void aStoreThatIsAwayForTooLongIsGivenUpAndTriedAgainIfAsked() {
        sink.add(1);
        var away = new AtomicBoolean(true);
        Consumer<Set<Long>> awayAtFirst = ids -> {
            if (away.get()) {
                throw new StoreUnavailableException(Store.CASSANDRA, new IOException("away"));
            }
        };
        var briefly = OwnWorker.givingUpAfter(Duration.ofMillis(200));

        worker.during(worker.sink(awayAtFirst), briefly, () -> {
            await().until(() -> sink.failed() == 1);
            assertThat(only("attempts", Integer.class)).isZero();

            away.set(false);
            new OutboxEntries(jdbc).retry(0, 1_000);
            await().until(() -> sink.entries() == 0);
        });
    }

    @Test
    void aSinkThatMayNotGiveUpNeverDoes() {
        sink.add(1);
        var calls = new AtomicInteger();
        var faithful = new OutboxSink() {
            @Override
            public String name() {
                return sink.name();
            }

            @Override
            public void apply(Set<Long> subjectIds) {
                brokenThenAwayThenWell(calls.incrementAndGet());
            }

            @Override
            public boolean mayGiveUp() {
                return false;
            }
        };

        worker.during(faithful, IMPATIENT, () -> await().until(() -> sink.entries() == 0));

        assertThat(calls).hasValueGreaterThan(16);
    }

    @Test
    void anInsistentEntryIsNotGivenUpEvenIfItsSinkMay() {
        outbox.add(OwnSink.orders(1), List.of(sink.name()), Duration.ZERO, true, null);
        var calls = new AtomicInteger();

        worker.during(
                worker.sink(ids -> brokenThenAwayThenWell(calls.incrementAndGet())),
                IMPATIENT,
                () -> await().until(() -> sink.entries() == 0));

        assertThat(calls).hasValueGreaterThan(16);
    }

    /** Applies whatever comes without the seventh order, and fails with it. */
    private static Consumer<Set<Long>> allButSeven(Collection<Long> applied, Runnable failure) {
        return ids -> {
            if (ids.contains(SEVEN)) {
                failure.run();
            }
            applied.addAll(ids);
        };
    }

    private static void brokenThenAwayThenWell(int call) {
        if (call <= 8) {
            throw new IllegalStateException("a defect");
        }
        if (call <= 16) {
            throw new StoreUnavailableException(Store.CASSANDRA, new IOException("away"));
        }
    }

    /** Returns what the only entry of the sink has in a column. */
    private <T> T only(String column, Class<T> type) {
        return jdbc.sql("select " + column + " from outbox where sink = :sink")
                .param("sink", sink.name())
                .query(type)
                .single();
    }
}
