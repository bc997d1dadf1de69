package dev.polyglotdb.engines;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Connects an application context to the five stores: in containers where Docker answers, otherwise as child processes.
 * {@code -Dpolyglot.stores=docker|local} decides it beforehand. The contexts of a JVM share the stores, see {@link SharedStores};
 * a bean of type {@link StoreControl} takes them away and brings them back.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import(StoresConfiguration.ConnectionsSelector.class)
public class StoresConfiguration {

    @Bean(destroyMethod = "")
    StoreControl storeControl(Environment environment) {
        return SharedStores.of(environment);
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
