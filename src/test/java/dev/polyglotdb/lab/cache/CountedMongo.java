package dev.polyglotdb.lab.cache;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.connection.ServerDescription;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.concurrent.atomic.LongAdder;

/** A client of the same servers as another one, which counts the queries that it sends. */
final class CountedMongo implements AutoCloseable, CommandListener {

    private static final int CONNECTIONS = 128;

    private final LongAdder sent = new LongAdder();
    private final MongoClient client;

    CountedMongo(MongoClient other) {
        var servers = other.getClusterDescription().getServerDescriptions().stream()
                .map(ServerDescription::getAddress)
                .toList();
        client = MongoClients.create(MongoClientSettings.builder()
                .applyToClusterSettings(cluster -> cluster.hosts(servers))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(CONNECTIONS))
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.MAJORITY)
                .addCommandListener(this)
                .build());
    }

    MongoClient client() {
        return client;
    }

    /** Returns how many queries it has sent. */
    long queries() {
        return sent.sum();
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (event.getCommandName().equals("find")) {
            sent.increment();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
