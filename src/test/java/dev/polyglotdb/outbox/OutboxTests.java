package dev.polyglotdb.outbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.fixture.Parallel;
import dev.polyglotdb.fixture.Shop;
import dev.polyglotdb.fixture.ShopTest;
import dev.polyglotdb.web.Store;
import dev.polyglotdb.web.StoreUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox by itself, with sinks of the tests' own that no other worker claims for. */
@ShopTest
class OutboxTests {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration EXPIRED = Duration.ofSeconds(-1);
    private static final OutboxProperties FAST =
            new OutboxProperties(8, LEASE, Duration.ofMillis(20), Duration.ofMillis(10), Duration.ofMillis(50), 3);

    private final Outbox outbox;
    private final OutboxService service;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final String sink = Shop.unique("sink");

    OutboxTests(Outbox outbox, OutboxService service, JdbcClient jdbc, TransactionTemplate transactions) {
        this.outbox = outbox;
        this.service = service;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Their orders are no orders, but others may get the same numbers. */
    @AfterEach
    void leaveNothing() {
        jdbc.sql("delete from outbox where sink = :sink").param("sink", sink).update();
    }

    @Test
    void aPromiseNeedsATransaction() {
        assertThatThrownBy(() -> service.promise(1, List.of("activity")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void aRowIsClaimedByOneWorkerOnly() {
        promise(20);

        var claims = Parallel.each(4, i -> outbox.claim(sink, UUID.randomUUID(), LEASE, 10));

        assertThat(claims.stream().flatMap(List::stream).map(Outbox.Claimed::id))
                .doesNotHaveDuplicates();
        assertThat(outbox.claim(sink, UUID.randomUUID(), LEASE, 100).size()
                        + claims.stream().mapToInt(List::size).sum())
                .isEqualTo(20);
    }

    @Test
    void aClaimWhoseLeaseEndedIsTakenOver() {
        promise(1);
        outbox.claim(sink, UUID.randomUUID(), EXPIRED, 1);

        assertThat(outbox.claim(sink, UUID.randomUUID(), LEASE, 1)).hasSize(1);
    }

    @Test
    void whoLostTheLeaseCanNeitherCompleteNorGiveBackNorFail() {
        promise(1);
        var late = UUID.randomUUID();
        var id = outbox.claim(sink, late, EXPIRED, 1).get(0).id();
        var present = UUID.randomUUID();
        outbox.claim(sink, present, LEASE, 1);

        outbox.complete(late, List.of(id));
        outbox.postpone(late, List.of(id), Duration.ZERO, "late");
        outbox.fail(late, id, Duration.ZERO, true, "late");

        assertThat(outbox.claim(sink, UUID.randomUUID(), LEASE, 1))
                .as("still held")
                .isEmpty();
        outbox.complete(present, List.of(id));
        assertThat(rows()).isZero();
    }

    /** As an outbox that was empty for days and then is full gets planned: row by row. */
    @Test
    void noMoreIsClaimedThanWasAskedForHoweverItIsPlanned() {
        promise(1000);

        var claimed = transactions.execute(status -> {
            Stream.of("hashjoin", "mergejoin", "hashagg", "sort", "material", "memoize")
                    .forEach(way ->
                            jdbc.sql("set local enable_" + way + " = off").update());
            return outbox.claim(sink, UUID.randomUUID(), LEASE, 64);
        });

        assertThat(claimed).hasSize(64);
        assertThat(jdbc.sql("select count(*) from outbox where sink = :sink and lease is not null")
                        .param("sink", sink)
                        .query(Long.class)
                        .single())
                .isEqualTo(64);
    }

    @Test
    void aWorkerAppliesEverythingAndLeavesNothing() {
        promise(50);
        var applied = new ConcurrentLinkedQueue<Long>();

        working(applied::addAll, () -> await().atMost(10, SECONDS).until(() -> rows() == 0));

        assertThat(applied).containsExactlyInAnyOrderElementsOf(orders(50));
    }

    @Test
    void aWorkerThatWasStoppedCanBeStartedAgain() {
        var threads = new WorkerThreads(
                "test-outbox", List.of(new OutboxWorker(outbox, new TestSink(sink, ids -> {}), FAST)));
        threads.start();
        threads.stop();
        promise(1);

        threads.start();
        try {
            await().atMost(10, SECONDS).until(() -> rows() == 0);
        } finally {
            threads.stop();
        }
    }

    @Test
    void oneBadOrderDoesNotHoldUpTheOthersAndIsGivenUpInTheEnd() {
        promise(20);
        var applied = new ConcurrentLinkedQueue<Long>();
        Consumer<Set<Long>> badSeven = ids -> {
            if (ids.contains(7L)) {
                throw new IllegalStateException("seven is bad");
            }
            applied.addAll(ids);
        };

        working(badSeven, () -> await().atMost(10, SECONDS).until(() -> failed() == 1));

        assertThat(applied).doesNotContain(7L).hasSize(19);
        assertThat(jdbc.sql("select last_error from outbox where sink = :sink")
                        .param("sink", sink)
                        .query(String.class)
                        .single())
                .contains("the log has it")
                .doesNotContain("seven");
        assertThat(jdbc.sql("select attempts from outbox where sink = :sink")
                        .param("sink", sink)
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void anAbsentStoreIsNoReasonToGiveUp() {
        promise(3);
        var calls = new AtomicInteger();
        Consumer<Set<Long>> backAfterTenCalls = ids -> {
            if (calls.incrementAndGet() <= 10) {
                throw new StoreUnavailableException(Store.CASSANDRA, new IOException("away"));
            }
        };

        working(backAfterTenCalls, () -> await().atMost(20, SECONDS).until(() -> rows() == 0));

        assertThat(calls).hasValueGreaterThan(FAST.maxAttempts());
    }

    @Test
    void twoWorkersThatFailAtRandomStillApplyEverything() {
        promise(100);
        Queue<Long> applied = new ConcurrentLinkedQueue<>();
        Consumer<Set<Long>> unreliable = ids -> {
            if (ThreadLocalRandom.current().nextInt(3) == 0) {
                throw new StoreUnavailableException(Store.NEO4J, new IOException("away"));
            }
            applied.addAll(ids);
        };

        working(
                unreliable,
                () -> working(unreliable, () -> await().atMost(30, SECONDS).until(() -> rows() == 0)));

        assertThat(applied).containsAll(orders(100));
    }

    private void promise(int orders) {
        orders(orders).forEach(order -> outbox.add(order, List.of(sink)));
    }

    private static Collection<Long> orders(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    private void working(Consumer<Set<Long>> apply, Runnable meanwhile) {
        var worker = new OutboxWorker(outbox, new TestSink(sink, apply), FAST);
        var threads = new WorkerThreads("test-outbox", List.of(worker));
        threads.start();
        try {
            meanwhile.run();
        } finally {
            threads.stop();
        }
    }

    private long rows() {
        return count("");
    }

    private long failed() {
        return count(" and failed");
    }

    private long count(String condition) {
        return jdbc.sql("select count(*) from outbox where sink = :sink" + condition)
                .param("sink", sink)
                .query(Long.class)
                .single();
    }

    private record TestSink(String name, Consumer<Set<Long>> action) implements OutboxSink {
        @Override
        public void apply(Set<Long> orderIds) {
            action.accept(orderIds);
        }
    }
}
