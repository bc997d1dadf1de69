package dev.polyglotdb.platform.stores;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.IllegalStateTransitionException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps the waiting for a store that does not answer to few, so that the threads are there for what needs other stores. The circuit
 * opens when several calls on end have failed; from then on all are refused at once, until the store's probe has an answer, or any
 * of the few that try now and then.
 */
final class StoreGuard {

    /** Half of the threads. */
    private static final int PLACES = 100;

    private final Store store;
    private final CircuitBreaker circuit;
    private final Duration patience;

    /** Not the library's bulkhead: that has one waiting time for everybody, however much of theirs they have left. */
    private final Semaphore places = new Semaphore(PLACES, true);

    /**
     * @param patience how long one waits for a place
     * @param meters show how many places are left
     */
    StoreGuard(Store store, CircuitBreaker circuit, Duration patience, MeterRegistry meters) {
        this.store = store;
        this.circuit = circuit;
        this.patience = patience;
        Gauge.builder("store.places", places, Semaphore::availablePermits)
                .description("How many more calls may be made at the same time")
                .tag("store", store.id())
                .register(meters);
    }

    /**
     * Must be followed by {@link #leave} and, before that, by {@link #answered}, {@link #failed} or {@link #asked}.
     *
     * @throws StoreUnavailableException if the store is better left alone
     */
    void enter() {
        takePlace();
        try {
            circuit.acquirePermission();
        } catch (CallNotPermittedException open) {
            leave();
            throw new StoreUnavailableException(store, open);
        } catch (IllegalStateTransitionException closedMeanwhile) {
            // Somebody else's answer has closed it just when this call was to be a trial; then all may go on.
        }
    }

    private void takePlace() {
        try {
            if (!places.tryAcquire(TimeBudget.atMost(patience).toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StoreUnavailableException(store, new TimeoutException("too many wait for it"));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(store, interrupted);
        }
    }

    void asked() {
        circuit.releasePermission();
    }

    void answered(long nanos) {
        circuit.onSuccess(nanos, TimeUnit.NANOSECONDS);
        close();
    }

    void failed(long nanos, Exception failure) {
        circuit.onError(nanos, TimeUnit.NANOSECONDS, failure);
    }

    void leave() {
        places.release();
    }

    /** To be called also when the store has answered somebody who did not enter. */
    void close() {
        if (circuit.getState() != CircuitBreaker.State.CLOSED) {
            try {
                circuit.transitionToClosedState();
            } catch (IllegalStateTransitionException changedMeanwhile) {
                // Whoever changed it has news of the store as fresh as these.
            }
        }
    }
}
