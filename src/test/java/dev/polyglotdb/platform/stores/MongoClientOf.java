package dev.polyglotdb.platform.stores;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import dev.polyglotdb.engines.MongoCommandLog;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** MongoDB's driver as the application sets it up, and what the application makes of its failures. */
public final class MongoClientOf {

    public static final StoreTimeouts TIMEOUTS = new StoreTimeouts(Duration.ofSeconds(2));

    private MongoClientOf() {}

    /**
     * @param connection what an operator may have set
     * @param listeners are told of all commands, as is the log for the contract
     */
    public static MongoClient connection(String connection, CommandListener... listeners) {
        var settings = MongoClientSettings.builder().applyConnectionString(new ConnectionString(connection));
        MongoConfiguration.boundedAndDurable(TIMEOUTS).customize(settings);
        // The driver looks for a server that left only every half second: many tests would wait for it.
        settings.applyToServerSettings(server -> server.minHeartbeatFrequency(20, TimeUnit.MILLISECONDS));
        settings.addCommandListener(MongoCommandLog.ALL);
        List.of(listeners).forEach(settings::addCommandListener);
        return MongoClients.create(settings.build());
    }

    /** Returns {@code done}, or what kind of failure it was: {@code away}, {@code overloaded}, {@code conflict}. */
    public static String end(Runnable call) {
        try {
            call.run();
            return "done";
        } catch (StoreUnavailableException unavailable) {
            return "away";
        } catch (RuntimeException failure) {
            return FailureKind.of(failure).name().toLowerCase(Locale.ROOT);
        }
    }
}
