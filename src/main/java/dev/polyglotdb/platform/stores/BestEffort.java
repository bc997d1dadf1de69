package dev.polyglotdb.platform.stores;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a store that the caller can do without, for at most half of the time that is left to the request. After a
 * failure, the store is left alone for a while, so that not every caller waits for its time-out. Then one caller tries
 * it, and if that succeeds, the others follow.
 */
public final class BestEffort {

    private static final Logger log = LoggerFactory.getLogger(BestEffort.class);

    private final Store store;
    private final CircuitBreaker circuit;

    /** @param pause how long the store is left alone after a failure */
    public BestEffort(Store store, Duration pause) {
        this(store, pause, Clock.systemUTC());
    }

    /** @param clock measures the pause */
    BestEffort(Store store, Duration pause, Clock clock) {
        this.store = store;
        this.circuit = CircuitBreaker.of(
                store.id(),
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(1)
                        .minimumNumberOfCalls(1)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(pause)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock)
                        .build());
        circuit.getEventPublisher().onStateTransition(event -> {
            // Logs each outage once, although the store is tried repeatedly.
            if (event.getStateTransition() == StateTransition.CLOSED_TO_OPEN) {
                log.warn("Going on without {} until it answers", store);
            }
        });
    }

    /** @return empty if the store failed or is left alone, or if the request has no time left for it */
    public <T> Optional<T> ask(Supplier<T> question) {
        if (!circuit.tryAcquirePermission()) {
            return Optional.empty();
        }
        var begun = System.nanoTime();
        try {
            var answer =
                    TimeBudget.half(() -> TimeBudget.isSpent() ? Optional.<T>empty() : Optional.of(question.get()));
            if (answer.isPresent()) {
                circuit.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            } else {
                // The store was not asked, so another request may.
                circuit.releasePermission();
            }
            return answer;
        } catch (StoreException failure) {
            log.debug("{} does not answer", store, failure);
            circuit.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, failure);
            return Optional.empty();
        } catch (RuntimeException | Error defect) {
            // The failure says nothing about the store, so another caller may try.
            circuit.releasePermission();
            throw defect;
        }
    }

    /** @return whether the store was called successfully */
    public boolean tell(Runnable step) {
        return ask(() -> {
                    step.run();
                    return true;
                })
                .isPresent();
    }
}
