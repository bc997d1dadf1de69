package dev.polyglotdb.platform.stores;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Explains in one sentence that the application cannot start without PostgreSQL. */
class PostgresFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    private static final String NO_CONNECTION = "08";
    private static final String NO_LOGIN = "28";

    private final Environment environment;

    PostgresFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException cause) {
        var state = String.valueOf(cause.getSQLState());
        if (!(cause instanceof SQLTransientConnectionException)
                && !state.startsWith(NO_CONNECTION)
                && !state.startsWith(NO_LOGIN)) {
            return null;
        }
        var reason = cause.getCause() instanceof SQLException driver ? driver.getMessage() : cause.getMessage();
        // The part after the question mark may contain a password.
        var url = environment.getProperty("spring.datasource.url", "").replaceAll("\\?.*", "");
        return new FailureAnalysis(
                "PostgreSQL can't be used at %s: %s".formatted(url, reason),
                "Start it, for example with \"docker compose up -d --wait\", or set SPRING_DATASOURCE_URL,"
                        + " _USERNAME and _PASSWORD. Any other store may also come later.",
                failure);
    }
}
