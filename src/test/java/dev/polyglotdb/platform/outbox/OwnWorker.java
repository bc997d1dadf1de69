package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.platform.tracing.NoTracing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A worker that one test has for itself, and that is quick to try again. */
record OwnWorker(OutboxRepository outbox, String sink) {

    static final OutboxProperties FAST = new OutboxProperties(
            8,
            Duration.ZERO,
            Duration.ofSeconds(60),
            Duration.ofMillis(20),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            3,
            Duration.ofHours(24));

    /** The same, but what is away is given up sooner. */
    static OutboxProperties givingUpAfter(Duration time) {
        return with(FAST.linger(), time);
    }

    /** The same, but it waits for more. */
    static OutboxProperties lingering(Duration time) {
        return with(time, FAST.giveUpAfter());
    }

    private static OutboxProperties with(Duration linger, Duration giveUpAfter) {
        return new OutboxProperties(
                FAST.batch(),
                linger,
                FAST.lease(),
                FAST.poll(),
                FAST.firstDelay(),
                FAST.maxDelay(),
                FAST.maxAttempts(),
                giveUpAfter);
    }

    OutboxSink sink(Consumer<Set<Long>> apply) {
        return new TestSink(sink, apply);
    }

    void during(Consumer<Set<Long>> apply, Runnable meanwhile) {
        during(sink(apply), FAST, meanwhile);
    }

    void during(OutboxSink applied, OutboxProperties properties, Runnable meanwhile) {
        var threads = threads(List.of(applied), properties);
        threads.start();
        try {
            meanwhile.run();
        } finally {
            threads.stop();
        }
    }

    /** Returns a worker for each of these sinks, and what wakes them. */
    WorkerThreads threads(List<OutboxSink> sinks, OutboxProperties properties) {
        var workers = sinks.stream()
                .collect(Collectors.toMap(
                        OutboxSink::name, each -> new OutboxWorker(outbox, each, properties, NoTracing.OFF)));
        var all = new ArrayList<WorkerThreads.Worker>(workers.values());
        all.add(new OutboxPoll(outbox, workers, properties));
        return new WorkerThreads("test-outbox", all);
    }

    private record TestSink(String name, Consumer<Set<Long>> action) implements OutboxSink {
        @Override
        public void apply(Set<Long> subjectIds) {
            action.accept(subjectIds);
        }
    }
}
