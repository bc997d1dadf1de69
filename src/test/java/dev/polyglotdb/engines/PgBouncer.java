package dev.polyglotdb.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** PgBouncer in transaction mode, as Debian packages it, before a PostgreSQL that runs. */
public final class PgBouncer implements AutoCloseable {

    /** How many connections it makes to a database for a user. */
    public static final int POOL = 10;

    private static final long START_SECONDS = 20;

    private final Path folder;
    private final int port;
    private final Process process;

    /**
     * @param program the path of the program
     * @param port the port of PostgreSQL on this machine
     */
    public PgBouncer(Path program, int port) throws IOException {
        this.folder = Files.createTempDirectory("pgbouncer");
        this.port = Ports.random();
        var users = Files.writeString(
                folder.resolve("users"), "\"%s\" \"%s\"%n".formatted(Credentials.USER, Credentials.PASSWORD));
        var settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                * = host=127.0.0.1 port=%d connect_query='set statement_timeout = 1900'
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = transaction
                default_pool_size = %d
                ignore_startup_parameters = extra_float_digits
                """.formatted(port, this.port, users, POOL));
        var command = new ArrayList<>(Unprivileged.prefix(folder));
        command.add(program.toString());
        command.add(settings.toString());
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        awaitAnswer();
    }

    public int port() {
        return port;
    }

    private void awaitAnswer() throws IOException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Ports.answers(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                var said = Files.readString(folder.resolve("log"));
                close();
                throw new IOException("PgBouncer does not answer: " + said);
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
