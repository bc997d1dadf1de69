package dev.polyglotdb.engines;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Connects an application context to the five stores: containers if Docker is available, otherwise child processes.
 * {@code -Dpolyglot.stores=docker|local} overrides this choice. The contexts of a JVM share the stores, see
 * {@link SharedStores}. A bean of type {@link StoreControl} stops and starts them.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import(StoresConfiguration.ConnectionsSelector.class)
public class StoresConfiguration {

    @Bean(destroyMethod = "")
    StoreControl storeControl(Environment environment) {
        return SharedStores.of(environment);
    }

    @Bean
    DevelopmentRelays developmentRelays(Environment environment) {
        return new DevelopmentRelays(environment.matchesProfiles(DevelopmentRelays.PROFILE));
    }

    static final class ConnectionsSelector implements ImportSelector {

        private final Environment environment;

        ConnectionsSelector(Environment environment) {
            this.environment = environment;
        }

        @Override
        public String[] selectImports(AnnotationMetadata importer) {
            Class<?> connections = SharedStores.of(environment) instanceof DockerStores
                    ? DockerConnections.class
                    : LocalConnections.class;
            return new String[] {connections.getName()};
        }
    }
}
