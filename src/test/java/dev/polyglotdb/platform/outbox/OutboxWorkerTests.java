package dev.polyglotdb.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.platform.tracing.NoTracing;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.SideBySide;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Workers apply all that was added, whatever fails meanwhile. */
@ShopTest
@SideBySide
class OutboxWorkerTests extends OutboxFixture {

    OutboxWorkerTests(OutboxRepository outbox, JdbcClient jdbc) {
        super(outbox, jdbc);
    }

    @Test
    void aWorkerAppliesEverythingAndLeavesNothing() {
        sink.add(50);
        var applied = new ConcurrentLinkedQueue<Long>();

        worker.during(applied::addAll, () -> await().until(() -> sink.entries() == 0));

        assertThat(applied).containsExactlyInAnyOrderElementsOf(OwnSink.orders(50));
    }

    @Test
    void whatComesSoonAfterABatchIsAppliedTogether() {
        var batches = new ConcurrentLinkedQueue<Set<Long>>();
        // However slow the machine is, all five are there by then.
        var lingering = OwnWorker.lingering(Duration.ofSeconds(12));

        worker.during(worker.sink(batches::add), lingering, () -> {
            sink.add(1);
            await().until(() -> sink.entries() == 0);
            sink.add(5);
            await().until(() -> sink.entries() == 0);
        });

        assertThat(batches).containsExactly(Set.copyOf(OwnSink.orders(1)), Set.copyOf(OwnSink.orders(5)));
    }

    @Test
    void aWorkerThatWasStoppedCanBeStartedAgain() {
        var threads = new WorkerThreads(
                "test-outbox",
                List.of(new OutboxWorker(outbox, worker.sink(ids -> {}), OwnWorker.FAST, NoTracing.OFF)));
        threads.start();
        threads.stop();
        sink.add(1);

        threads.start();
        try {
            await().until(() -> sink.entries() == 0);
        } finally {
            threads.stop();
        }
    }

    @Test
    void twoWorkersThatFailAtRandomStillApplyEverything() {
        sink.add(100);
        Queue<Long> applied = new ConcurrentLinkedQueue<>();
        Consumer<Set<Long>> unreliable = ids -> {
            if (ThreadLocalRandom.current().nextInt(3) == 0) {
                throw new StoreUnavailableException(Store.NEO4J, new IOException("away"));
            }
            applied.addAll(ids);
        };

        worker.during(unreliable, () -> worker.during(unreliable, () -> await().until(() -> sink.entries() == 0)));

        assertThat(applied).containsAll(OwnSink.orders(100));
    }

    @Test
    void whatASinkHasNotFinishedIsTriedAgainWithoutTheRest() {
        sink.add(2);
        var first = OwnSink.order(1);
        Queue<Long> applied = new ConcurrentLinkedQueue<>();
        Consumer<Set<Long>> slow = ids -> {
            applied.addAll(ids);
            if (ids.contains(first) && Collections.frequency(applied, first) < 5) {
                throw new UnfinishedException(Set.of(first));
            }
        };

        worker.during(slow, () -> await().until(() -> sink.entries() == 0));

        assertThat(applied).containsExactlyInAnyOrder(first, first, first, first, first, OwnSink.order(2));
        assertThat(sink.applied()).isEqualTo(2);
    }

    @Test
    void whatWaitsLongIsTriedLessOften() {
        sink.add(1);
        var lease = UUID.randomUUID();
        var entry =
                outbox.claim(sink.name(), lease, Duration.ofHours(1), 1).get(0).id();
        sink.waitingFor(Duration.ofSeconds(2));

        outbox.postpone(lease, List.of(entry), new Backoff(Duration.ofMillis(100), Duration.ofHours(1)), null, "slow");

        assertThat(sink.delayed()).isGreaterThanOrEqualTo(Duration.ofSeconds(4));
    }
}
