package dev.polyglotdb.resilience.crash;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.resilience.TimedReply;
import dev.polyglotdb.testing.Interruptible;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A client that records events, singly or in batches, until it is told to stop. */
final class TimelineWriter {

    /** Without pauses, the writers would take the processors from Cassandra while it starts. */
    private static final Duration AFTER_A_REFUSAL = Duration.ofMillis(50);

    private static final Duration AFTER_AN_ANSWER = Duration.ofMillis(20);

    private final Person person;
    private final String product;
    private final int batch;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private volatile int refused;
    private volatile boolean away;
    private volatile boolean goesOn;
    private CompletableFuture<Void> work = CompletableFuture.completedFuture(null);

    TimelineWriter(Person person, String product, int batch) {
        this.person = person;
        this.product = product;
        this.batch = batch;
    }

    Person person() {
        return person;
    }

    Queue<String> acknowledged() {
        return acknowledged;
    }

    void begin() {
        goesOn = true;
        refused = 0;
        work = CompletableFuture.runAsync(this::write, task -> new Thread(task, "writer").start());
    }

    private void write() {
        while (goesOn) {
            var ids = IntStream.range(0, batch)
                    .mapToObj(n -> UUID.randomUUID().toString())
                    .toList();
            var json = ids.stream().map(this::event).collect(Collectors.joining(",", "[", "]"));
            var awayBefore = away;
            var answer = TimedReply.of(() -> person.post("/activity", json));
            if (answer.reply().status() == 201) {
                acknowledged.addAll(ids);
                Time.pass(AFTER_AN_ANSWER);
            } else {
                assertRefused(answer, awayBefore && away);
                Time.pass(AFTER_A_REFUSAL);
            }
        }
    }

    /** A Cassandra that has just started, or answered others until it was killed, can be taken for overloaded. */
    private void assertRefused(TimedReply answer, boolean awayAllTheTime) {
        answer.assertInTime();
        if (awayAllTheTime) {
            answer.assertRefusedBy(Engine.CASSANDRA);
            refused++;
        } else {
            answer.assertRefusedByBusy(Engine.CASSANDRA);
        }
    }

    private String event(String id) {
        return "{\"type\": \"VIEW\", \"productId\": \"%s\", \"eventId\": \"%s\", \"occurredAt\": \"%s\"}"
                .formatted(product, id, Instant.now());
    }

    void awaitAcknowledged() {
        var before = acknowledged.size();
        await().until(() -> {
            mustGoOn();
            return acknowledged.size() > before + 3 * batch;
        });
    }

    /** Tells the writer whether Cassandra is away from now on. */
    void expectAway(boolean whether) {
        away = whether;
    }

    /** Waits for so many refusals of requests during which Cassandra was away from begin to end. */
    void awaitRefused(int times) {
        await().until(() -> {
            mustGoOn();
            return refused >= times;
        });
    }

    /** Rethrows the failure of the writer. */
    private void mustGoOn() {
        if (work.isDone()) {
            work.join();
        }
    }

    void stop() {
        goesOn = false;
    }

    /** Waits for the last answer. */
    void end() {
        stop();
        Interruptible.join(work);
    }
}
