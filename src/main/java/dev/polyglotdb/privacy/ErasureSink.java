package dev.polyglotdb.privacy;

import dev.polyglotdb.platform.outbox.OutboxService;
import dev.polyglotdb.platform.outbox.OutboxSink;
import dev.polyglotdb.platform.stores.Store;
import java.time.Duration;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Erases users from one store, a step at a time. What is left to do after a step is promised anew before the step's own
 * promise is kept, so at no instant does nothing remind of it.
 */
abstract class ErasureSink implements OutboxSink {

    /** Far less than the lease of a promise. What does not fit in is promised anew. */
    private static final Duration BATCH = Duration.ofSeconds(20);

    private static final String PREFIX = "erasure-";

    private final Store erased;
    private final Erasures erasures;
    private final ObjectProvider<OutboxService> outboxes;

    /** @param outboxes later, because the outbox knows its sinks */
    ErasureSink(Store store, Erasures erasures, ObjectProvider<OutboxService> outboxes) {
        this.erased = store;
        this.erasures = erasures;
        this.outboxes = outboxes;
    }

    final Store store() {
        return erased;
    }

    @Override
    public final String name() {
        return PREFIX + erased.id();
    }

    /** Returns after how long the first step may begin. */
    Duration delay() {
        return Duration.ZERO;
    }

    @Override
    public final void apply(Set<Long> promiseIds) {
        var end = System.nanoTime() + BATCH.toNanos();
        for (var promiseId : promiseIds) {
            var isDone = System.nanoTime() < end
                    && erasures.find(Erasure.idOf(promiseId)).map(this::step).orElse(true);
            if (!isDone) {
                outboxes.getObject().promiseLater(promiseId, name(), pause());
            }
        }
    }

    /** Returns how long the others may go first between two steps. */
    Duration pause() {
        return Duration.ofSeconds(1);
    }

    /**
     * Erases some of what the store has of a user. May be called again at any time, also when nothing is left.
     *
     * @return whether nothing is left
     */
    abstract boolean step(Erasure erasure);

    @Override
    public final boolean mayGiveUp() {
        return false;
    }
}
