package dev.polyglotdb.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL with a stand-by that has every commit before it is acknowledged, or, if asynchronous, soon afterwards.
 * Both are child processes. The primary can count statements ({@code pg_stat_statements}).
 */
public final class PostgresPair implements AutoCloseable {

    private final Path folder;
    private final PostgresEngine primary;
    private final PostgresEngine standby;

    private final Relay replication;

    /** @param synchronous whether a commit waits for the stand-by */
    public PostgresPair(boolean synchronous) throws IOException {
        folder = Files.createTempDirectory("postgres-pair");
        primary = new PostgresEngine(folder.resolve("primary"), Ports.random(), true);
        standby = new PostgresEngine(folder.resolve("standby"), Ports.random(), true);
        replication = new Relay(LocalEngine.HOST, primary.port());
        try {
            setUp(synchronous);
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private void setUp(boolean synchronous) throws IOException {
        primary.start();
        primary.stop();
        copyToStandby();
        if (synchronous) {
            set(primary, "synchronous_standby_names = '*'");
        }
        set(primary, "shared_preload_libraries = 'pg_stat_statements'");
        set(
                standby,
                "primary_conninfo = 'host=%s port=%d user=%s password=%s'"
                        .formatted(LocalEngine.HOST, replication.port(), Credentials.USER, Credentials.PASSWORD));
        primary.start();
        standby.start();
    }

    /** A stand-by may begin as a copy of a server that was stopped in order. */
    private void copyToStandby() throws IOException {
        var copy = data(standby);
        FileSystemUtils.copyRecursively(data(primary), copy);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
        Files.createFile(copy.resolve("standby.signal"));
    }

    private static void set(PostgresEngine server, String setting) throws IOException {
        Files.writeString(
                data(server).resolve("postgresql.auto.conf"),
                setting + System.lineSeparator(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static Path data(PostgresEngine server) {
        return server.folder().resolve("data");
    }

    /** Returns a URL that names both servers. */
    public String url() {
        return "jdbc:postgresql://%1$s:%2$d,%1$s:%3$d/%4$s"
                .formatted(LocalEngine.HOST, primary.port(), standby.port(), Credentials.DATABASE);
    }

    public int primaryPort() {
        return primary.port();
    }

    public int standbyPort() {
        return standby.port();
    }

    public String user() {
        return Credentials.USER;
    }

    public String password() {
        return Credentials.PASSWORD;
    }

    /** From now on, the stand-by receives nothing. */
    public void freezeReplication() {
        replication.freeze();
    }

    /**
     * Makes the primary go on with the number after the one that the stand-by would go on with, so that numbers which
     * are given out from now on will be given out again. PostgreSQL logs 32 values of a sequence ahead, so this
     * happens by itself only when much is lost.
     */
    public void useUpLoggedNumbers(String sequence) throws SQLException {
        long next;
        try (var connection = connect(standby);
                var statement = connection.createStatement();
                var result = statement.executeQuery("select last_value from " + sequence)) {
            result.next();
            next = result.getLong(1);
        }
        try (var connection = connect(primary);
                var statement = connection.createStatement()) {
            statement.execute("select setval('%s', %d)".formatted(sequence, next));
        }
    }

    private Connection connect(PostgresEngine server) throws SQLException {
        var url = EngineUrl.of(Engine.POSTGRES, LocalEngine.HOST, server.port());
        return DriverManager.getConnection(url, user(), password());
    }

    /** Kills the primary with SIGKILL. */
    public void killPrimary() {
        primary.kill();
    }

    /** Makes the stand-by the primary. Returns when it accepts writes. */
    public void promoteStandby() throws SQLException {
        try (var connection = connect(standby);
                var statement = connection.createStatement()) {
            statement.execute("select pg_promote()");
        }
    }

    @Override
    public void close() {
        replication.close();
        primary.close(false);
        standby.close(false);
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
