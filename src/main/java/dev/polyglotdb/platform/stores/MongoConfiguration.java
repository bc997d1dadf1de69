package dev.polyglotdb.platform.stores;

import com.mongodb.WriteConcern;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settings that must not depend on the connection string, which belongs to the operator. */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {

    @Bean
    static MongoClientSettingsBuilderCustomizer boundedAndDurable(StoreTimeouts timeouts) {
        var connection = timeouts.connection().toMillis();
        var answer = timeouts.roundTrip().toMillis();
        return settings -> settings
                // A write is acknowledged once it survives the loss of a node and a power failure.
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(connection, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(connection, TimeUnit.MILLISECONDS)
                        .readTimeout(answer, TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(connection, TimeUnit.MILLISECONDS));
    }
}
