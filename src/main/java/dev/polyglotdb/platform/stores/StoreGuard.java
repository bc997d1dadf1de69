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

    /** A quarter of the 400 threads that the server has by default ({@code server.tomcat.threads.max}). */
    private static final int PLACES = 100;

    private final Store store;
    private final CircuitBreaker circuit;
    private final Duration patience;

    /**
     * A semaphore, because resilience4j's {@code Bulkhead} has one waiting time for all calls, whatever is left of
     * their budgets. The bulkheads of {@code platform.admission} are something else: they limit requests that wait for
     * no store.
     */
    private final Semaphore places = new Semaphore(PLACES, true);

    private final StorePulse pulse = new StorePulse();

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
                .tag("store", circuit.getName())
                .register(meters);
    }

    /**
     * Takes a place. The caller must then call {@link #answered}, {@link #failed} or {@link #asked}, and finally {@link
     * #leave}.
     *
     * @throws StoreOverloadedException if too many calls wait for the store, and it answers
     * @throws StoreUnavailableException if its circuit is open, or if too many calls wait and it does not answer
     */
    void enter() {
        pulse.come();
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
        var begun = System.nanoTime();
        try {
            if (places.tryAcquire(TimeBudget.atMost(patience).toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            pulse.go();
            throw new StoreUnavailableException(store, interrupted);
        }
        var refusal = tooLate(begun, new TimeoutException("too many wait for it"));
        pulse.go();
        throw refusal;
    }

    /**
     * Returns the exception for a call that got no answer in time. A store that answers many others all the while is
     * not away.
     *
     * @param since the time by {@link System#nanoTime} when the wait began
     */
    StoreException tooLate(long since, Exception failure) {
        return isCrowded(since)
                ? new StoreOverloadedException(store, failure)
                : new StoreUnavailableException(store, failure);
    }

    /** Returns whether many calls are here, and the store has answered some since then. */
    boolean isCrowded(long since) {
        return pulse.isCrowded(since);
    }

    /** Returns how many calls wait for the store while it answers nobody. */
    int stalled() {
        return pulse.stalled();
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

    /** Notes an answer to a part of a call. */
    void heard() {
        pulse.beat();
    }

    void answered(long nanos) {
        circuit.onSuccess(nanos, TimeUnit.NANOSECONDS);
        pulse.beat();
        close();
    }

    void failed(long nanos, Exception failure) {
        circuit.onError(nanos, TimeUnit.NANOSECONDS, failure);
    }

    void leave() {
        pulse.go();
        places.release();
    }

    /** Closes the circuit, also after an answer to a call that did not enter. */
    void close() {
        if (circuit() != StoreStates.Circuit.CLOSED) {
            try {
                circuit.transitionToClosedState();
            } catch (IllegalStateTransitionException changedMeanwhile) {
                // Another thread changed the state and knows the store as well as this one.
            }
        }
    }
}
