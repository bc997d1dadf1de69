package dev.polyglotdb.privacy;

import dev.polyglotdb.platform.stores.StoreException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Publishes how many erasures are under way. All instances publish the same value. */
@Component
class ErasureMetrics implements MeterBinder {

    private final Erasures erasures;

    ErasureMetrics(Erasures erasures) {
        this.erasures = erasures;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("erasures.running", this::running)
                .description("Erasures that a store does not follow yet, the same on all instances: use max")
                .register(registry);
    }

    private double running() {
        try {
            return erasures.running();
        } catch (StoreException away) {
            return Double.NaN;
        }
    }
}
