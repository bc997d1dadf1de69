package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreProbe;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.util.List;
import org.springframework.boot.cassandra.autoconfigure.CqlSessionBuilderCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ActivityProperties.class)
class ActivityConfiguration {

    private static final SimpleStatement ANY = SimpleStatement.newInstance("SELECT release_version FROM system.local");

    @Bean
    static CqlSessionBuilderCustomizer nodesForget(MarkedPartitions marks) {
        return session -> session.addNodeStateListener(marks);
    }

    /** Opens the tables as part of the probe, so that they exist before the first request after Cassandra's return. */
    @Bean
    static StoreProbe cassandraProbe(TimelineTables tables, StatementRunner runner, StoreTimeouts timeouts) {
        return new StoreProbe(Store.CASSANDRA, () -> {
            var deadline = Deadline.in(timeouts.allStores());
            runner.run(tables.open(deadline).session(), List.of(ANY), deadline);
        });
    }
}
