package dev.polyglotdb.platform.stores;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.util.function.SingletonSupplier;

/** One {@link StoreGuard} for each store, with meters for their states. */
final class StoreGuards {

    /** Created with the first call. Advice is created too early for the meter registry. */
    private final Supplier<Map<Store, StoreGuard>> byStore;

    /**
     * @param timeouts read with the first call
     * @param pause the time after which trial calls may reach a failed store, unless its probe succeeds before
     */
    StoreGuards(MeterRegistry meters, Supplier<StoreTimeouts> timeouts, Duration pause) {
        this.byStore = SingletonSupplier.of(() -> make(meters, timeouts.get().queue(), pause));
    }

    private static Map<Store, StoreGuard> make(MeterRegistry meters, Duration patience, Duration pause) {
        var circuits = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(10)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(100)
                .waitDurationInOpenState(pause)
                .permittedNumberOfCallsInHalfOpenState(3)
                .writableStackTraceEnabled(false)
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits).bindTo(meters);
        return Arrays.stream(Store.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        store -> new StoreGuard(store, circuits.circuitBreaker(store.id()), patience, meters)));
    }

    StoreGuard of(Store store) {
        return Objects.requireNonNull(byStore.get().get(store));
    }

    /** Returns how many calls wait for stores that answer nobody. */
    int stalled() {
        var sum = 0;
        for (var guard : byStore.get().values()) {
            sum += guard.stalled();
        }
        return sum;
    }

    /**
     * Runs a probe, even if the circuit of its store is open. An answer closes the circuit.
     *
     * @return false if the probe failed in a crowd that gets answers: the store is overloaded, and not away
     * @throws RuntimeException if the store does not answer
     */
    boolean ask(StoreProbe probe) {
        var guard = of(probe.store());
        var begun = System.nanoTime();
        try {
            probe.question().run();
        } catch (RuntimeException failure) {
            if (guard.isCrowded(begun)) {
                return false;
            }
            throw failure;
        }
        guard.close();
        return true;
    }
}
