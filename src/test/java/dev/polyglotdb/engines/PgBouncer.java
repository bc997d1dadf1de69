package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** PgBouncer in transaction mode, as Debian packages it, before a PostgreSQL that runs. */
public final class PgBouncer implements AutoCloseable {

    /** How many connections it makes to a database for a user. */
    public static final int POOL = 10;

    private final int port = Ports.random();
    private final Path folder = Files.createTempDirectory("pgbouncer");
    private final ToolProcess process;
    private final Duration responseTime;

    /**
     * @param program the path of the program
     * @param server the port of PostgreSQL on this machine
     * @param responseTime that of the application
     */
    public PgBouncer(Path program, int server, Duration responseTime) throws IOException {
        this.responseTime = responseTime;
        Files.writeString(users(), "\"%s\" \"%s\"%n".formatted(Credentials.USER, Credentials.PASSWORD));
        writeSettings(server);
        this.process = ToolProcess.start(
                folder, port, List.of(program.toString(), settings().toString()));
    }

    private Path users() {
        return folder.resolve("users");
    }

    private Path settings() {
        return folder.resolve("pgbouncer.ini");
    }

    private void writeSettings(int server) throws IOException {
        var limits = "set statement_timeout=%d; set idle_in_transaction_session_timeout=%d"
                .formatted(responseTime.toMillis() * 95 / 100, responseTime.toMillis() * 10);
        Files.writeString(settings(), """
                [databases]
                * = host=127.0.0.1 port=%d connect_query='%s'
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = transaction
                default_pool_size = %d
                min_pool_size = %d
                max_client_conn = 1200
                server_login_retry = 1
                ignore_startup_parameters = extra_float_digits
                """.formatted(server, limits, port, users(), POOL, POOL));
    }

    /** From now on, transactions begin on another PostgreSQL. */
    public void leadTo(int server) throws IOException {
        writeSettings(server);
        process.signal("HUP");
    }

    /** Returns the URL of the database of the stores. */
    public String url() {
        return EngineUrl.of(Engine.POSTGRES, LocalEngine.HOST, port);
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.close();
    }
}
