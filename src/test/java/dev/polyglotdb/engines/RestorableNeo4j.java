package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.springframework.util.FileSystemUtils;

/** A new, empty Neo4j whose files can be kept and put back. */
public final class RestorableNeo4j implements AutoCloseable {

    private final StoresFolder folder = StoresFolder.temporary();
    private final Neo4jEngine server = new Neo4jEngine(folder.of(Engine.NEO4J), Ports.random(), true);
    private final Path backup = folder.path().resolve("backup");

    private RestorableNeo4j() {}

    public static RestorableNeo4j start() {
        var neo4j = new RestorableNeo4j();
        try {
            neo4j.server.start();
            return neo4j;
        } catch (RuntimeException failure) {
            neo4j.close();
            throw failure;
        }
    }

    public Driver connect() {
        return GraphDatabase.driver(
                "bolt://" + LocalEngine.HOST + ":" + server.port(),
                AuthTokens.basic(Credentials.NEO4J_USER, Credentials.NEO4J_PASSWORD));
    }

    /** Keeps what the server holds now. It is stopped meanwhile. */
    public void backUp() throws IOException {
        server.stop();
        FileSystemUtils.copyRecursively(server.data(), backup);
        server.start();
    }

    public void kill() {
        server.kill();
    }

    /** Starts the killed server with the files that were kept instead of its own. */
    public void restore() throws IOException {
        FileSystemUtils.deleteRecursively(server.data());
        Files.move(backup, server.data());
        server.start();
    }

    @Override
    public void close() {
        server.close(false);
        folder.close();
    }
}
