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
 * Limits how many requests wait for a store, so that threads remain for requests that need other stores. The circuit
 * opens after several failures in a row. Then all calls are refused immediately, until the probe of the store or one of
 * a few trial calls gets an answer.
 */
final class StoreGuard {

    /** Half of the threads of the server. */
    private static final int PLACES = 100;

    private final Store store;
    private final CircuitBreaker circuit;
    private final Duration patience;

    /** Not the bulkhead of the library, which has one waiting time for all, whatever is left of their budgets. */
    private final Semaphore places = new Semaphore(PLACES, true);

    /**
     * @param patience how long a call waits for a place
     * @param meters show the number of free places
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
     * Takes a place. The caller must then call {@link #answered}, {@link #failed} or {@link #asked}, and finally {@link
     * #leave}.
     *
     * @throws StoreUnavailableException if too many calls wait for the store or its circuit is open
     */
    void enter() {
        takePlace();
        try {
            circuit.acquirePermission();
        } catch (CallNotPermittedException open) {
            leave();
            throw new StoreUnavailableException(store, open);
        } catch (IllegalStateTransitionException closedMeanwhile) {
            // Another call's answer closed the circuit just when this call was to be a trial. All calls may proceed.
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

    StoreStates.Circuit circuit() {
        return switch (circuit.getState()) {
            case OPEN, FORCED_OPEN -> StoreStates.Circuit.OPEN;
            case HALF_OPEN -> StoreStates.Circuit.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> StoreStates.Circuit.CLOSED;
        };
    }

    StoreStates.Places places() {
        return new StoreStates.Places(places.availablePermits(), PLACES);
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

    /** Closes the circuit, also after an answer to a call that did not enter. */
    void close() {
        if (circuit.getState() != CircuitBreaker.State.CLOSED) {
            try {
                circuit.transitionToClosedState();
            } catch (IllegalStateTransitionException changedMeanwhile) {
                // Another thread changed the state and knows the store as well as this one.
            }
        }
    }
}
