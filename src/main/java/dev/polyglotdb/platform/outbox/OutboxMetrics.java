package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.stores.StoreException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Publishes the backlog of the other stores as gauges. All instances publish the same values, because they share the
 * outbox.
 */
@Component
class OutboxMetrics implements MeterBinder {

    /** How long the gauges use the result of one query. A scrape reads all gauges at about the same time. */
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private record Reading(@Nullable OutboxStatus status, long at) {}

    private final OutboxAdministration administration;
    private @Nullable Reading last;

    OutboxMetrics(OutboxAdministration administration) {
        this.administration = administration;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("outbox.pending", () -> read(OutboxStatus::pending))
                .description("Outbox rows that are not applied yet")
                .register(registry);
        Gauge.builder("outbox.failed", () -> read(OutboxStatus::failed))
                .description("Outbox rows that failed and are no longer retried")
                .register(registry);
        TimeGauge.builder("outbox.oldest", () -> read(OutboxMetrics::age), TimeUnit.MILLISECONDS)
                .description("Age of the oldest pending outbox row")
                .register(registry);
    }

    private static double age(OutboxStatus status) {
        return status.oldestPendingAgeMs() == null ? 0 : status.oldestPendingAgeMs();
    }

    /** Returns NaN while PostgreSQL is unavailable, because the value is then unknown rather than zero. */
    private double read(ToDoubleFunction<OutboxStatus> value) {
        var status = status();
        return status == null ? Double.NaN : value.applyAsDouble(status);
    }

    private synchronized @Nullable OutboxStatus status() {
        var reading = last;
        if (reading == null || System.nanoTime() - reading.at() > FRESH) {
            reading = new Reading(ask(), System.nanoTime());
            last = reading;
        }
        return reading.status();
    }

    private @Nullable OutboxStatus ask() {
        try {
            return administration.status();
        } catch (StoreException away) {
            return null;
        }
    }
}
