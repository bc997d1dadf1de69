package dev.polyglotdb.web;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.IllegalStateTransitionException;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keeps the waiting for a store that does not answer to few, so that the threads are there for what needs other stores. The
 * circuit opens when several calls on end have failed. From then on some at a time still try, so that the store's return is noticed by
 * the first that comes; the others are refused at once. Any answer closes it.
 */
final class StoreGuard {

    private static final CircuitBreakerConfig CIRCUIT = CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(100)
            .waitDurationInOpenState(Duration.ofMillis(1))
            .permittedNumberOfCallsInHalfOpenState(3)
            .writableStackTraceEnabled(false)
            .build();

    /** Of 200 threads, and for so long that a burst on a store that answers is not turned away. */
    private static final BulkheadConfig BULKHEAD = BulkheadConfig.custom()
            .maxConcurrentCalls(100)
            .maxWaitDuration(Duration.ofMillis(500))
            .writableStackTraceEnabled(false)
            .build();

    private final Store store;
    private final CircuitBreaker circuit;
    private final Bulkhead bulkhead;

    private StoreGuard(Store store, CircuitBreaker circuit, Bulkhead bulkhead) {
        this.store = store;
        this.circuit = circuit;
        this.bulkhead = bulkhead;
    }

    /** One for each store, their states shown by these meters. */
    static Map<Store, StoreGuard> ofStores(MeterRegistry meters) {
        var circuits = CircuitBreakerRegistry.of(CIRCUIT);
        var bulkheads = BulkheadRegistry.of(BULKHEAD);
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
        return Arrays.stream(Store.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        store -> new StoreGuard(
                                store, circuits.circuitBreaker(store.id()), bulkheads.bulkhead(store.id()))));
    }

    /**
     * Must be followed by {@link #leave} and, before that, by {@link #answered}, {@link #failed} or {@link #asked}.
     *
     * @throws StoreUnavailableException if the store is better left alone
     */
    void enter() {
        try {
            bulkhead.acquirePermission();
        } catch (BulkheadFullException full) {
            throw new StoreUnavailableException(store, full);
        }
        try {
            circuit.acquirePermission();
        } catch (CallNotPermittedException open) {
            bulkhead.releasePermission();
            throw new StoreUnavailableException(store, open);
        } catch (IllegalStateTransitionException closedMeanwhile) {
            // Somebody else's answer has closed it just when this call was to be a trial; then all may go on.
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
        bulkhead.onComplete();
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
