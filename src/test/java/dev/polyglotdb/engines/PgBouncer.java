package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PgBouncer in transaction mode, as Debian packages it, before a PostgreSQL that runs. */
public final class PgBouncer implements AutoCloseable {

    /** How many connections it makes to a database for a user. */
    public static final int POOL = 10;

    private final int port = Ports.random();
    private final ToolProcess process;

    /**
     * @param program the path of the program
     * @param server the port of PostgreSQL on this machine
     */
    public PgBouncer(Path program, int server) throws IOException {
        var folder = Files.createTempDirectory("pgbouncer");
        var users = Files.writeString(
                folder.resolve("users"), "\"%s\" \"%s\"%n".formatted(Credentials.USER, Credentials.PASSWORD));
        var settings =
                Files.writeString(folder.resolve("pgbouncer.ini"), """
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
                min_pool_size = %d
                server_login_retry = 1
                ignore_startup_parameters = extra_float_digits
                """.formatted(server, port, users, POOL, POOL));
        this.process = ToolProcess.start(folder, port, List.of(program.toString(), settings.toString()));
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.close();
    }
}
