package dev.polyglotdb.platform.stores;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Settings that must not depend on the connection string. It belongs to the operator, who says with it where MongoDB is
 * and how to log in, but not how much a write or a read is worth.
 */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {

    /** Runs after Spring Boot's own customizer, which is ordered and applies the connection string. */
    @Bean
    static MongoClientSettingsBuilderCustomizer boundedAndDurable(StoreTimeouts timeouts) {
        return settings -> {
            durable(settings);
            bounded(settings, timeouts);
        };
    }

    /**
     * A write is acknowledged once it survives the loss of a node and a power failure. Only the primary is read, and
     * only what can't be rolled back any more: a client finds its own write again, and no order is made of a price that
     * an election takes back. The driver repeats what a change of the primary cuts off.
     */
    private static void durable(MongoClientSettings.Builder settings) {
        settings.writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.MAJORITY)
                .readPreference(ReadPreference.primary())
                .retryWrites(true)
                .retryReads(true);
    }

    private static void bounded(MongoClientSettings.Builder settings, StoreTimeouts timeouts) {
        var connection = timeouts.connection().toMillis();
        var answer = timeouts.roundTrip().toMillis();
        settings.applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(connection, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(connection, TimeUnit.MILLISECONDS)
                        .readTimeout(answer, TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(connection, TimeUnit.MILLISECONDS));
        if (settings.build().getTimeout(TimeUnit.MILLISECONDS) != null) {
            // A time-out of the connection string replaces all of these, and 0 stands for none. It can't be unset.
            settings.timeout(timeouts.oneStore().toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
