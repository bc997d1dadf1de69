package dev.polyglotdb.resilience.load;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts the transactions of PostgreSQL while nobody uses the instances. */
final class IdleTransactions {

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;

    IdleTransactions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns how many there are in a second. */
    double perSecond() {
        // Until the pauses between polls are as long as they get.
        letPass();
        var begin = committed();
        letPass();
        return (committed() - begin) / (double) IDLE.toSeconds();
    }

    private static void letPass() {
        await().pollDelay(IDLE).atMost(IDLE.multipliedBy(2)).until(() -> true);
    }

    private long committed() {
        return jdbc.sql("select xact_commit from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }
}
