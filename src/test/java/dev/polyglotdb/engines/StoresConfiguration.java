package dev.polyglotdb.engines;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Connects an application context to the five stores: containers if Docker is available, otherwise child processes.
 * {@code -Dpolyglot.stores=docker|local} overrides this choice. The contexts of a JVM share the stores, see
 * {@link SharedStores}. A bean of type {@link StoreControl} stops and starts them.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import(StoreConnections.class)
public class StoresConfiguration {

    @Bean(destroyMethod = "")
    StoreControl storeControl(Environment environment) {
        return SharedStores.of(environment);
    }

    /** The application may answer before all its stores do. What it loads at its start needs them all. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ApplicationRunner allStores(Environment environment) {
        var stores = SharedStores.of(environment);
        return arguments -> {
            try {
                stores.awaitAll();
            } catch (StoresException e) {
                // As if a bean had failed: Spring Boot prints the reason, and Launch does not print it once more.
                throw new IllegalStateException(e);
            }
        };
    }

    @Bean
    DevelopmentRelays developmentRelays(Environment environment) {
        return new DevelopmentRelays(environment.matchesProfiles(DevelopmentRelays.PROFILE));
    }

    @Bean
    MongoClientSettingsBuilderCustomizer recorded() {
        return settings -> settings.addCommandListener(MongoCommandLog.ALL);
    }
}
