package dev.polyglotdb.activity;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreProbe;
import org.springframework.boot.cassandra.autoconfigure.CqlSessionBuilderCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ActivityProperties.class)
class ActivityConfiguration {

    @Bean
    static CqlSessionBuilderCustomizer changesForget(MarkedPartitions markedPartitions, DroppedTables droppedTables) {
        return session -> session.addNodeStateListener(markedPartitions).addSchemaChangeListener(droppedTables);
    }

    @Bean
    static StoreProbe cassandraProbe(QuorumProbe probe) {
        return new StoreProbe(Store.CASSANDRA, probe::read);
    }
}
