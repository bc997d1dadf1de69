package dev.polyglotdb.engines;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Connects an application context to the five stores: in containers where Docker answers, otherwise as child processes.
 * {@code -Dpolyglot.stores=docker|local} decides it beforehand. All contexts of a JVM share the stores; a bean of type
 * {@link StoreControl} takes them away and brings them back.
 */
@TestConfiguration(proxyBeanMethods = false)
@Import(StoresConfiguration.ConnectionsSelector.class)
public class StoresConfiguration {

    @Bean(destroyMethod = "")
    StoreControl storeControl() {
        return SharedStores.get();
    }

    static final class ConnectionsSelector implements ImportSelector {

        @Override
        public String[] selectImports(AnnotationMetadata importer) {
            Class<?> connections = SharedStores.getForSpring() instanceof DockerStores
                    ? DockerConnections.class
                    : LocalConnections.class;
            return new String[] {connections.getName()};
        }
    }
}
