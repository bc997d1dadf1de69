package dev.polyglotdb.privacy;

import dev.polyglotdb.platform.outbox.OutboxSink;
import dev.polyglotdb.platform.outbox.UnfinishedException;
import dev.polyglotdb.platform.stores.Store;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Erases users from one store, a step at a time. Its outbox entry is applied with the last step; until then it waits in
 * the outbox between the steps, so that what is served comes first.
 */
abstract class ErasureSink implements OutboxSink {

    /** How long it works for one user at a time. The step under way goes on to its end. */
    private static final Duration TURN = Duration.ofSeconds(5);

    /** How long it works for all users of a batch. With the last turn, this is far less than the lease of an entry. */
    private static final Duration BATCH = Duration.ofSeconds(20);

    private static final String PREFIX = "erasure-";

    private final Store erased;
    private final Erasures erasures;

    ErasureSink(Store store, Erasures erasures) {
        this.erased = store;
        this.erasures = erasures;
    }

    final Store store() {
        return erased;
    }

    @Override
    public final String name() {
        return PREFIX + erased.id();
    }

    /** Returns how long after the deletion the first step may begin. */
    Duration delay() {
        return Duration.ZERO;
    }

    @Override
    public final void apply(Set<Long> subjectIds) {
        var end = System.nanoTime() + BATCH.toNanos();
        var left = subjectIds.stream()
                .filter(id -> System.nanoTime() - end > 0
                        || !erasures.find(Erasure.idOf(id)).map(this::isDone).orElse(true))
                .collect(Collectors.toSet());
        if (!left.isEmpty()) {
            throw new UnfinishedException(left);
        }
    }

    private boolean isDone(Erasure erasure) {
        var end = System.nanoTime() + TURN.toNanos();
        if (!mayBegin(erasure)) {
            return false;
        }
        while (!step(erasure)) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the first step may begin: false while something else has to be done before. */
    boolean mayBegin(Erasure erasure) {
        return true;
    }

    /**
     * Erases some of what the store has of a user, in at most a second or so, however much that is. May be called again
     * at any time, also when nothing is left; what a step has erased, the next ones do not meet again.
     *
     * @return whether nothing is left
     */
    abstract boolean step(Erasure erasure);

    @Override
    public final boolean mayGiveUp() {
        return false;
    }
}
