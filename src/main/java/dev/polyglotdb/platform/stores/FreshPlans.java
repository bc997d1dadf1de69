package dev.polyglotdb.platform.stores;

import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Has PostgreSQL plan each statement anew. It caches the plan of a statement that is executed often, for the table as
 * it was then. A plan for a table that was empty scans all of it once it is huge.
 */
public final class FreshPlans extends JdbcTemplate {

    private FreshPlans(DataSource dataSource) {
        super(dataSource);
    }

    /** Returns a client whose statements are never prepared on the server, so that there is no plan to be cached. */
    public static JdbcClient on(DataSource dataSource) {
        return JdbcClient.create(new FreshPlans(dataSource));
    }

    @Override
    protected void applyStatementSettings(Statement statement) throws SQLException {
        super.applyStatementSettings(statement);
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
}
