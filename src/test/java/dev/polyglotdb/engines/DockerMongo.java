package dev.polyglotdb.engines;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * MongoDB in a container: of another version if a switch says so, and as a replica set of one member if another does.
 *
 * <p>The member listens at the same port in the container as on this machine. So the address that it tells to drivers
 * is one at which they reach it, and at which it reaches itself.
 */
final class DockerMongo {

    private static final String NAME = "rs0";
    private static final int ALREADY_INITIALIZED = 23;
    private static final Duration ELECTION = Duration.ofSeconds(60);

    private DockerMongo() {}

    /** @param image to take instead of that of compose */
    static StoreContainer container(ComposeService compose, int port, @Nullable String image, boolean replicaSet) {
        var command = new ArrayList<>(compose.command());
        if (replicaSet) {
            command.addAll(List.of("--replSet", NAME, "--port", Integer.toString(port)));
        }
        var service = new ComposeService(
                image == null ? compose.image() : image,
                command,
                compose.environment(),
                compose.memory(),
                compose.sharedMemory(),
                compose.stopGrace(),
                compose.startUp());
        var inner = replicaSet ? port : Engine.MONGODB.defaultPort();
        return new StoreContainer(Engine.MONGODB, service, inner, port);
    }

    /** Returns what a URL says after the name of the database. */
    static String options() {
        return Settings.isReplicaSet() ? "?replicaSet=" + NAME : "";
    }

    /** Makes the member of a replica set its primary, or waits until it is again. Does nothing to a single server. */
    static void awaitPrimary(int port) {
        if (!Settings.isReplicaSet()) {
            return;
        }
        var address = LocalEngine.HOST + ":" + port;
        var settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString("mongodb://" + address + "/?directConnection=true"))
                .addCommandListener(MongoCommandLog.ALL)
                .build();
        try (var client = MongoClients.create(settings)) {
            initiate(client, address);
            Awaitility.await("election")
                    .atMost(ELECTION)
                    .until(() -> run(client, new Document("hello", 1)).getBoolean("isWritablePrimary"));
        }
    }

    private static void initiate(MongoClient client, String address) {
        var members = List.of(new Document("_id", 0).append("host", address));
        try {
            run(client, new Document("replSetInitiate", new Document("_id", NAME).append("members", members)));
        } catch (MongoCommandException refused) {
            if (refused.getErrorCode() != ALREADY_INITIALIZED) {
                throw refused;
            }
        }
    }

    private static Document run(MongoClient client, Document command) {
        return client.getDatabase("admin").runCommand(command);
    }
}
