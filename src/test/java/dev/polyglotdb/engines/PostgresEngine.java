package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL with the binaries of the zonky project. */
final class PostgresEngine extends LocalEngine {

    private static final String VERSION = "18.6.0";

    /**
     * How often a password is hashed, for each connection, by both sides. The one of data that are thrown away has
     * nothing to guard, and tests make thousands of connections.
     */
    private static final int USUAL_ITERATIONS = 4_096;

    private final boolean durable;
    private final Path binaries;
    private final Path data;
    private List<String> prefix = List.of();

    /** @param durable whether its data must survive a crash of the machine too, and not only one of the engine */
    PostgresEngine(Path folder, int port, boolean durable) {
        super(Engine.POSTGRES, folder, port);
        this.durable = durable;
        this.binaries = folder.resolve("postgresql-" + VERSION);
        this.data = folder.resolve("data");
    }

    @Override
    String description() {
        return "postgres 18.6";
    }

    @Override
    void prepare() throws IOException {
        if (!Files.exists(binaries)) {
            PostgresBinaries.unpack(VERSION, binaries);
        }
        prefix = Unprivileged.prefix(folder());
        if (!Files.exists(data)) {
            initialize();
        }
    }

    @Override
    List<String> command() {
        return tool(
                "postgres",
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port()),
                "-c",
                "listen_addresses=" + HOST,
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=" + (durable ? "on" : "off"));
    }

    /** Requests a fast shutdown. SIGTERM would wait for all clients to disconnect. */
    @Override
    void requestStop(Process process) throws IOException {
        new ProcessTree(List.of(process.toHandle())).signal("INT");
    }

    @Override
    void started() {
        String url = "jdbc:postgresql://%s:%d/postgres?connectTimeout=60&socketTimeout=60".formatted(HOST, port());
        try (var connection = DriverManager.getConnection(url, Credentials.USER, Credentials.PASSWORD);
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "select from pg_database where datname = '%s'".formatted(Credentials.DATABASE))) {
            if (!found.next()) {
                statement.execute("create database " + Credentials.DATABASE);
            }
        } catch (SQLException e) {
            throw new StoresException("PostgreSQL could not make its database: " + e.getMessage(), e);
        }
    }

    /** Initializes the cluster in another folder first, so that a killed launcher leaves no incomplete cluster. */
    private void initialize() throws IOException {
        Path unfinished = folder().resolve("data.new");
        FileSystemUtils.deleteRecursively(unfinished);
        Path password = Files.writeString(folder().resolve("password"), Credentials.PASSWORD);
        run(tool(
                "initdb",
                "-D",
                unfinished.toString(),
                "-U",
                Credentials.USER,
                "--pwfile=" + password,
                "-A",
                "scram-sha-256",
                "-c",
                "scram_iterations=" + (durable ? USUAL_ITERATIONS : 1),
                "-E",
                "UTF8",
                "--locale=C"));
        Files.delete(password);
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private List<String> tool(String name, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(binaries.resolve("bin").resolve(name).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private void run(List<String> command) throws IOException {
        Path log = folder().resolve("engine.log");
        Process process = new ProcessBuilder(command)
                .directory(folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            int exit = ShortRun.exit(process);
            if (exit != 0) {
                throw failure(exit, new EngineLog(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoresException("PostgreSQL was stopped while it was set up.", e);
        }
    }

    private StoresException failure(int exit, EngineLog log) {
        return log.tellsOfFullDisk()
                ? StoresException.of(folder(), new IOException("No space left on device"))
                : new StoresException("PostgreSQL could not be set up: initdb ended with exit code %d%s"
                        .formatted(exit, log.lastWords()));
    }
}
