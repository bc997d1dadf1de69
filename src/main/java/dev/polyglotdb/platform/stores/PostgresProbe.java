package dev.polyglotdb.platform.stores;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks PostgreSQL whether it can write. If it can't, all connections of the pool are given up, because the other ones
 * lead to the same server and would serve stale rows for as long as only reads use them.
 */
final class PostgresProbe implements Runnable {

    private static final String QUESTION = """
            do $$ begin
                if pg_is_in_recovery() or current_setting('transaction_read_only')::boolean then
                    raise read_only_sql_transaction using message = 'the server is a stand-by or read-only';
                end if;
            end $$""";

    private final JdbcClient jdbc;
    private final DataSource dataSource;

    PostgresProbe(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    @Override
    public void run() {
        try {
            jdbc.sql(QUESTION).update();
        } catch (DataAccessException failure) {
            if (failure.getRootCause() instanceof SQLException cause
                    && ReadOnlyConnectionEviction.STATE.equals(cause.getSQLState())) {
                giveUpConnections();
                throw new DataAccessResourceFailureException(String.valueOf(cause.getMessage()), cause);
            }
            throw failure;
        }
    }

    /** Those in use are given up when they are returned. */
    private void giveUpConnections() {
        try {
            var pool = dataSource.unwrap(HikariDataSource.class).getHikariPoolMXBean();
            if (pool != null) {
                pool.softEvictConnections();
            }
        } catch (SQLException noPool) {
            throw new IllegalStateException(noPool);
        }
    }
}
