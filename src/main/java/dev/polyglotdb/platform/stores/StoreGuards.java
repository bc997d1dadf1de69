package dev.polyglotdb.platform.stores;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;

/** One {@link StoreGuard} for each store, and one for each further server of a store, with meters for their states. */
final class StoreGuards {

    /** What all guards have in common. */
    private record Common(CircuitBreakerRegistry circuits, Duration patience, MeterRegistry meters) {}

    /** Created with the first call. Advice is created too early for the meter registry. */
    private final Supplier<Common> common;

    private final Predicate<Store> divided;
    private final Map<String, StoreGuard> byName = new ConcurrentHashMap<>();

    /**
     * @param timeouts read with the first call
     * @param pause the time after which trial calls may reach a failed store, unless its probe succeeds before
     * @param divided whether each server of a store has a part of its data. The silence of one tells nothing about the
     *     others, so the store has no circuit
     */
    StoreGuards(MeterRegistry meters, Supplier<StoreTimeouts> timeouts, Duration pause, Predicate<Store> divided) {
        this.divided = divided;
        this.common = SingletonSupplier.of(() -> make(meters, timeouts.get().queue(), pause));
    }

    private Common make(MeterRegistry meters, Duration patience, Duration pause) {
        var circuits = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(10)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(100)
                .waitDurationInOpenState(pause)
                .permittedNumberOfCallsInHalfOpenState(3)
                .writableStackTraceEnabled(false)
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits).bindTo(meters);
        var made = new Common(circuits, patience, meters);
        for (var store : Store.values()) {
            byName.put(store.id(), guard(store, store.id(), made));
            if (divided.test(store)) {
                circuits.circuitBreaker(store.id()).transitionToMetricsOnlyState();
            }
        }
        return made;
    }

    private static StoreGuard guard(Store store, String name, Common common) {
        return new StoreGuard(store, common.circuits().circuitBreaker(name), common.patience(), common.meters());
    }

    StoreGuard of(Store store) {
        return of(store, store.id());
    }

    /** @param name the id of the store, or another name for a server of its own */
    StoreGuard of(Store store, String name) {
        var made = common.get();
        return byName.computeIfAbsent(name, any -> guard(store, name, made));
    }

    /** Returns how many calls wait for stores that answer nobody. */
    int stalled() {
        var sum = 0;
        for (var guard : byName.values()) {
            sum += guard.stalled();
        }
        return sum;
    }

    /**
     * Runs a probe, even if the circuit of its store is open. An answer closes the circuit.
     *
     * @return false if the probe failed in a crowd that gets answers: the store is overloaded, and not away. If it is
     *     divided, the answers may be those of another server
     * @throws RuntimeException if the store does not answer
     */
    boolean ask(StoreProbe probe) {
        var guard = of(probe.store());
        var begun = System.nanoTime();
        try {
            probe.question().run();
        } catch (RuntimeException failure) {
            if (!divided.test(probe.store()) && guard.isCrowded(begun)) {
                return false;
            }
            throw failure;
        }
        guard.close();
        return true;
    }
}
