package dev.polyglotdb.platform.stores;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The timers of calls of stores, by outcome. Each is looked up once: a look-up makes a list of tags and an id. */
final class CallTimers {

    private record Key(Store store, String outcome) {}

    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final MeterRegistry meters;

    CallTimers(MeterRegistry meters) {
        this.meters = meters;
    }

    Timer of(Store store, String outcome) {
        return timers.computeIfAbsent(
                new Key(store, outcome), key -> meters.timer("store.calls", "store", store.id(), "outcome", outcome));
    }
}
