package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.RecentValue;
import dev.polyglotdb.platform.stores.StoreException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
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
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final OutboxAdministration administration;
    private final RecentValue<@Nullable OutboxStatus> recentStatus = new RecentValue<>(FRESH, this::ask);

    OutboxMetrics(OutboxAdministration administration) {
        this.administration = administration;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("outbox.pending", () -> read(OutboxStatus::pending))
                .description("Outbox rows that are not applied yet, the same on all instances: use max")
                .register(registry);
        Gauge.builder("outbox.failed", () -> read(OutboxStatus::failed))
                .description("Outbox rows that are no longer retried, the same on all instances: use max")
                .register(registry);
        TimeGauge.builder("outbox.oldest", () -> read(OutboxMetrics::age), TimeUnit.MILLISECONDS)
                .description("Age of the oldest pending outbox row, the same on all instances: use max")
                .register(registry);
    }

    private static double age(OutboxStatus status) {
        return status.oldestPendingAgeMs() == null ? 0 : status.oldestPendingAgeMs();
    }

    /** Returns NaN while PostgreSQL is unavailable, because the value is then unknown rather than zero. */
    private double read(ToDoubleFunction<OutboxStatus> value) {
        var status = recentStatus.get();
        return status == null ? Double.NaN : value.applyAsDouble(status);
    }

    private @Nullable OutboxStatus ask() {
        try {
            return administration.status();
        } catch (StoreException away) {
            return null;
        }
    }
}
