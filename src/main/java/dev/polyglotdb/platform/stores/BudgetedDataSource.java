package dev.polyglotdb.platform.stores;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A pool that one waits at for a connection no longer than {@link TimeBudget} allows; by itself it has one limit for everybody. */
final class BudgetedDataSource extends DelegatingDataSource {

    private final HikariDataSource pool;

    BudgetedDataSource(HikariDataSource pool) {
        super(pool);
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        // There is none before the first connection is asked for, which no client waits for.
        if (pool.getHikariPoolMXBean() instanceof HikariPool started) {
            var usual = Duration.ofMillis(pool.getConnectionTimeout());
            return started.getConnection(TimeBudget.atMost(usual).toMillis());
        }
        return super.getConnection();
    }
}
