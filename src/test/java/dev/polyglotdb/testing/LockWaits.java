package dev.polyglotdb.testing;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Statements of a shop that wait for what somebody else has locked in PostgreSQL. */
public final class LockWaits {

    private LockWaits() {}

    /**
     * Returns how many wait at this moment. Within a transaction PostgreSQL says each time what it said first.
     *
     * @param like which statements count, as a pattern of SQL
     */
    public static long count(JdbcClient jdbc, String like) {
        return jdbc.sql("""
                        select count(*) from pg_stat_activity
                        where wait_event_type = 'Lock' and query like :like and datname = current_database()""").param("like", like).query(Long.class).single();
    }
}
