package dev.polyglotdb.platform.stores;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Limits the wait for a connection of the pool to what {@link TimeBudget} leaves. The pool itself has one limit for
 * all.
 */
final class BudgetedDataSource extends DelegatingDataSource {

    private final HikariDataSource pool;

    BudgetedDataSource(HikariDataSource pool) {
        super(pool);
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        // The pool starts with the first connection, at the start of the application. No client waits for that one.
        if (pool.getHikariPoolMXBean() instanceof HikariPool started) {
            var usual = Duration.ofMillis(pool.getConnectionTimeout());
            return started.getConnection(TimeBudget.atMost(usual).toMillis());
        }
        return super.getConnection();
    }
}
