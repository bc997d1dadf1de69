package dev.polyglotdb.platform.stores;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Runs the probe of each store once a second, in its own thread, so that nobody has to wait for a store to learn its
 * state. Logs when a store goes down and when it is back.
 */
@Component
class StoreMonitor implements SmartInitializingSingleton, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(StoreMonitor.class);
    private static final long PERIOD_SECONDS = 1;

    /** Why each store is down; empty if it is up. */
    private final Map<Store, Optional<String>> states = new ConcurrentHashMap<>();

    private final Map<Store, StoreProbe> probes = new EnumMap<>(Store.class);
    private final ScheduledExecutorService threads;

    private final StoreGuards guards;

    StoreMonitor(List<StoreProbe> probes, StoreGuards guards, MeterRegistry meters) {
        this.guards = guards;
        probes.forEach(probe -> this.probes.put(probe.store(), probe));
        this.probes.keySet().forEach(store -> gauge(store, meters));
        threads = Executors.newScheduledThreadPool(Math.max(1, probes.size()), task -> {
            var thread = new Thread(task, "store-probe");
            thread.setDaemon(true);
            return thread;
        });
    }

    private void gauge(Store store, MeterRegistry meters) {
        Gauge.builder("store.up", () -> up(store))
                .description("1 if the store answers the probe, 0 if it does not")
                .tag("store", store.id())
                .register(meters);
    }

    private double up(Store store) {
        var reason = states.get(store);
        return reason == null ? Double.NaN : reason.isEmpty() ? 1 : 0;
    }

    @Override
    public void afterSingletonsInstantiated() {
        probes.values()
                .forEach(probe ->
                        threads.scheduleWithFixedDelay(() -> look(probe), 0, PERIOD_SECONDS, TimeUnit.SECONDS));
    }

    private void look(StoreProbe probe) {
        try {
            if (guards.ask(probe)) {
                note(probe.store(), Optional.empty());
            }
        } catch (RuntimeException | Error failure) {
            // An error, too: nobody would look again if it left this method.
            var cause = reason(failure);
            log.debug("{} does not answer", probe.store(), failure);
            note(probe.store(), Optional.of(cause.getClass().getSimpleName() + ": " + cause.getMessage()));
        }
    }

    /** Failures of asynchronous calls are wrapped, and a failed store is named anyway. */
    private static Throwable reason(Throwable failure) {
        var wraps = failure instanceof CompletionException || failure instanceof StoreException;
        return wraps && failure.getCause() != null ? reason(failure.getCause()) : failure;
    }

    private void note(Store store, Optional<String> reason) {
        var before = states.put(store, reason);
        if (reason.isPresent() && (before == null || before.isEmpty())) {
            log.warn("{} is down: {}", store, reason.get());
        } else if (reason.isEmpty() && before != null && before.isPresent()) {
            log.info("{} is back", store);
        }
    }

    /** Returns why the store is down: empty if it is up, null if it has not been probed yet. */
    @Nullable
    Optional<String> state(Store store) {
        return states.get(store);
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
