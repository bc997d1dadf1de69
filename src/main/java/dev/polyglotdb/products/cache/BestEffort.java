package dev.polyglotdb.products.cache;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
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
 * The way to a store that one can do without. After a failure it is left alone for a while, so that its time-out is not
 * paid by every caller; then one tries it, and the others follow when that went well.
 */
final class BestEffort {

    private static final Logger log = LoggerFactory.getLogger(BestEffort.class);

    private final Store store;
    private final CircuitBreaker circuit;

    BestEffort(Store store, Duration pause) {
        this(store, pause, Clock.systemUTC());
    }

    /** @param clock tells when the pause is over */
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
            // Once for each outage, though it is tried again and again.
            if (event.getStateTransition() == StateTransition.CLOSED_TO_OPEN) {
                log.warn("Going on without {} until it answers", store);
            }
        });
    }

    /** @return nothing if the store failed or is left alone */
    <T> Optional<T> ask(Supplier<T> question) {
        if (!circuit.tryAcquirePermission()) {
            return Optional.empty();
        }
        var begun = System.nanoTime();
        try {
            var answer = question.get();
            circuit.onSuccess(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            return Optional.of(answer);
        } catch (StoreUnavailableException failure) {
            log.debug("{} does not answer", store, failure);
            circuit.onError(System.nanoTime() - begun, TimeUnit.NANOSECONDS, failure);
            return Optional.empty();
        } catch (RuntimeException | Error defect) {
            // It says nothing about the store, so somebody else may try.
            circuit.releasePermission();
            throw defect;
        }
    }

    /** @return whether it was done */
    boolean tell(Runnable step) {
        return ask(() -> {
                    step.run();
                    return true;
                })
                .isPresent();
    }
}
