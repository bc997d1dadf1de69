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

/** One {@link StoreGuard} for each store, their states shown as meters. */
final class StoreGuards {

    /** Made with the first call: by then whoever keeps the meters is there too, which advice is too early for. */
    private final Supplier<Map<Store, StoreGuard>> byStore;

    /**
     * @param timeouts asked for with the first call too
     * @param pause after which some try a store that has failed, unless its probe has had an answer before
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

    /**
     * Asks a probe's question, also of a store that is left alone: it is there to find out. An answer lets everybody in again.
     *
     * @throws RuntimeException if there is no answer
     */
    void ask(StoreProbe probe) {
        probe.question().run();
        of(probe.store()).close();
    }
}
