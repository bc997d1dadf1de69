package dev.polyglotdb.orders;

import dev.polyglotdb.platform.stores.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Times what one request does for an order, step by step. Belongs to the thread of the request. */
final class OrderOperation {

    /**
     * A step.
     *
     * @param store the id of a store, or {@link #GATEWAY}
     * @param begun in microseconds after the beginning of the operation
     * @param took in microseconds
     */
    record Timed(String name, String store, long begun, long took) {}

    /** What the payment gateway is called where stores are named. */
    static final String GATEWAY = "gateway";

    private final OperationKind kind;
    private final long begun = System.nanoTime();
    private final List<Timed> steps = new ArrayList<>(4);
    private @Nullable Instant entriesAddedAt;

    OrderOperation(OperationKind kind) {
        this.kind = kind;
    }

    /** Notes that all of the time so far was spent to claim the idempotency key. */
    void claimed() {
        steps.add(new Timed("key", Store.POSTGRES.id(), 0, micros()));
    }

    <T> T transaction(Supplier<T> work) {
        return step("transaction", Store.POSTGRES.id(), work);
    }

    void transaction(Runnable work) {
        transaction(() -> {
            work.run();
            return true;
        });
    }

    /** Runs and times a step. One that throws is not noted. */
    <T> T step(String name, String store, Supplier<T> work) {
        var from = micros();
        var result = work.get();
        steps.add(new Timed(name, store, from, micros() - from));
        return result;
    }

    private long micros() {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun);
    }

    /** @param at the time of the transaction, by the clock of the database */
    void entriesAdded(Instant at) {
        entriesAddedAt = at;
    }

    OperationKind kind() {
        return kind;
    }

    List<Timed> steps() {
        return steps;
    }

    /** Returns the time of the transaction by which its outbox entries are known; null if there are none. */
    @Nullable
    Instant entriesAddedAt() {
        return entriesAddedAt;
    }

    /** Returns how long ago the operation began. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /**
     * Returns when the operation began, by the clock of the database, which is that of all instances; null if it has no
     * outbox entries, so that only its {@link #age} tells.
     */
    @Nullable
    Instant begunAt() {
        var transaction = entriesAddedAt;
        return transaction == null
                ? null
                : transaction.minusNanos(TimeUnit.MICROSECONDS.toNanos(
                        steps.get(steps.size() - 1).begun()));
    }
}
