package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.tracing.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A worker that one test has for itself, and that is quick to try again. */
record OwnWorker(OutboxRepository outbox, String sink) {

    static final OutboxProperties FAST = new OutboxProperties(
            8,
            Duration.ofSeconds(60),
            Duration.ofMillis(20),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            3,
            Duration.ofHours(24));

    /** The same, but what is away is given up sooner. */
    static OutboxProperties givingUpAfter(Duration time) {
        return new OutboxProperties(
                FAST.batch(), FAST.lease(), FAST.poll(), FAST.firstDelay(), FAST.maxDelay(), FAST.maxAttempts(), time);
    }

    OutboxSink sink(Consumer<Set<Long>> apply) {
        return new TestSink(sink, apply);
    }

    void during(Consumer<Set<Long>> apply, Runnable meanwhile) {
        during(sink(apply), FAST, meanwhile);
    }

    void during(OutboxSink applied, OutboxProperties properties, Runnable meanwhile) {
        var threads =
                new WorkerThreads("test-outbox", List.of(new OutboxWorker(outbox, applied, properties, Tracing.off())));
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
