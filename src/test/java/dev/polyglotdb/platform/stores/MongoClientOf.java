package dev.polyglotdb.platform.stores;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;

/** MongoDB's driver as the application sets it up. */
public final class MongoClientOf {

    private MongoClientOf() {}

    /** @param connection what an operator may have set */
    public static MongoClient connection(String connection) {
        var settings = MongoClientSettings.builder().applyConnectionString(new ConnectionString(connection));
        MongoConfiguration.boundedAndDurable(new StoreTimeouts(Duration.ofSeconds(2)))
                .customize(settings);
        return MongoClients.create(settings.build());
    }
}
