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

    private final OutboxEntries outboxEntries;
    private final RecentValue<@Nullable OutboxBacklog> recentBacklog = new RecentValue<>(FRESH, this::ask);

    OutboxMetrics(OutboxEntries outboxEntries) {
        this.outboxEntries = outboxEntries;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("outbox.pending", () -> read(OutboxBacklog::pending))
                .description("Outbox entries that are not applied yet, the same on all instances: use max")
                .register(registry);
        Gauge.builder("outbox.failed", () -> read(OutboxBacklog::failed))
                .description("Outbox entries that are no longer retried, the same on all instances: use max")
                .register(registry);
        TimeGauge.builder("outbox.oldest", () -> read(OutboxMetrics::age), TimeUnit.MILLISECONDS)
                .description("Age of the oldest pending outbox entry, the same on all instances: use max")
                .register(registry);
    }

    private static double age(OutboxBacklog backlog) {
        return backlog.oldestPendingAgeMs() == null ? 0 : backlog.oldestPendingAgeMs();
    }

    /** Returns NaN while PostgreSQL is unavailable, because the value is then unknown rather than zero. */
    private double read(ToDoubleFunction<OutboxBacklog> value) {
        var backlog = recentBacklog.get();
        return backlog == null ? Double.NaN : value.applyAsDouble(backlog);
    }

    private @Nullable OutboxBacklog ask() {
        try {
            return outboxEntries.backlog();
        } catch (StoreException away) {
            return null;
        }
    }
}
