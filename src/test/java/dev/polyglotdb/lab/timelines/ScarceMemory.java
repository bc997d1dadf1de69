package dev.polyglotdb.lab.timelines;

import com.zaxxer.hikari.HikariDataSource;
import dev.polyglotdb.lab.Sql;
import dev.polyglotdb.testing.Closing;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * PostgreSQL with so little memory that large indexes do not fit into it, and past the system's cache of files: as it
 * is with many times the data. Only as long as this is open. PostgreSQL restarts at the begin and at the end.
 */
final class ScarceMemory implements AutoCloseable {

    /** How it is told, for models. */
    static final String SETTINGS = "shared_buffers = 4MB, debug_io_direct = data";

    /** The first fresh event that is written meanwhile, so that none is there already. */
    static final long FIRST = 100_000_000;

    private final Sql sql;
    private final Runnable restart;
    private final AlteredSettings before;

    private ScarceMemory(Sql sql, Runnable restart) throws SQLException, IOException {
        this.sql = sql;
        this.restart = restart;
        this.before = AlteredSettings.of(sql);
    }

    /**
     * If PostgreSQL can't start with so little, it is as before, and this fails.
     *
     * @param restart restarts PostgreSQL
     */
    static ScarceMemory begin(DataSource postgres, Runnable restart) throws SQLException, IOException {
        var scarce = new ScarceMemory(new Sql(postgres), restart);
        try {
            scarce.set("set shared_buffers = '4MB'");
            scarce.set("set debug_io_direct = 'data'");
            scarce.restart();
            return scarce;
        } catch (SQLException | RuntimeException failure) {
            scarce.before.putBack();
            Closing.after(failure, List.<AutoCloseable>of(scarce::restart, scarce));
            throw failure;
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            set("reset shared_buffers");
            set("reset debug_io_direct");
        } finally {
            restart();
        }
    }

    private void set(String change) throws SQLException {
        sql.execute("alter system " + change);
    }

    private void restart() throws SQLException {
        restart.run();
        // It takes so little time that the pool would not ask whether its connections are still there.
        sql.postgres().unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
    }
}
