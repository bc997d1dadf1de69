package dev.polyglotdb.platform.stores;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.core.env.Environment;

/**
 * Registers one health component for each store, with the names of the API. The components of Spring Boot would query
 * the store for every request and wait for it.
 */
final class StoreHealth implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        for (var store : Store.values()) {
            registry.registerBean(
                    store.id() + "HealthIndicator",
                    HealthIndicator.class,
                    bean -> bean.supplier(context -> {
                        var monitor = context.bean(StoreMonitor.class);
                        var details = context.beanProvider(StoreDetail.class);
                        return () -> {
                            var health = health(monitor.state(store));
                            details.stream()
                                    .filter(detail -> detail.store() == store)
                                    .forEach(detail -> add(health, detail));
                            return health.build();
                        };
                    }));
        }
    }

    private static Health.Builder health(@Nullable Optional<String> reason) {
        if (reason == null) {
            // The application has just started and does not know the store yet.
            return Health.outOfService().withDetail("reason", "has not been asked yet");
        }
        return reason.map(text -> Health.down().withDetail("reason", text)).orElseGet(Health::up);
    }

    private static void add(Health.Builder health, StoreDetail detail) {
        var value = detail.value().get();
        if (value != null) {
            health.withDetail(detail.name(), value);
        }
    }
}
