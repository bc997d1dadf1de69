package dev.polyglotdb.resilience.load;

import dev.polyglotdb.testing.Time;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Transactions of PostgreSQL in a second while nobody uses the instances, by who asks. The statements run alone, so
 * each is a transaction.
 *
 * @param outboxLooks the looks for rows that are due
 * @param jobLooks the looks for checks and rebuilds
 * @param other the statements of all others, which are purges
 * @param all all transactions; what the statements don't explain is the probe, whose kind of statement the server does
 *     not count, and the pool, which checks a connection that was not used for half a second
 */
record IdleTransactions(double outboxLooks, double jobLooks, double other, double all) {

    private static final Duration IDLE = Duration.ofSeconds(60);

    private record Counted(String asker, long calls) {}

    /** @param jdbc for a server that counts statements */
    static IdleTransactions count(JdbcClient jdbc) {
        jdbc.sql("create extension if not exists pg_stat_statements").update();
        // Until the pauses between polls are as long as they get.
        Time.pass(IDLE.dividedBy(2));
        jdbc.sql("select pg_stat_statements_reset()").query().listOfRows();
        var begin = committed(jdbc);
        Time.pass(IDLE);
        var all = committed(jdbc) - begin;
        var calls = jdbc.sql("""
                        select case when query like '%cross join lateral (select min(due_at)%'
                                    then 'outbox'
                                    when query like '%update projection_jobs%' then 'jobs'
                                    else 'other' end as asker,
                               sum(calls)::bigint as calls
                        from pg_stat_statements
                        where query not like '%pg_stat_%' and query <> 'BEGIN' and query <> 'COMMIT'
                        group by asker""").query(Counted.class).list();
        return new IdleTransactions(
                inSecond("outbox", calls),
                inSecond("jobs", calls),
                inSecond("other", calls),
                all / (double) IDLE.toSeconds());
    }

    private static double inSecond(String asker, Iterable<Counted> all) {
        var calls = 0L;
        for (var counted : all) {
            calls += counted.asker().equals(asker) ? counted.calls() : 0;
        }
        return calls / (double) IDLE.toSeconds();
    }

    private static long committed(JdbcClient jdbc) {
        return jdbc.sql("select xact_commit from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }

    /** Of the outbox and the jobs, with the pool's check of a connection before each. */
    double polling() {
        return 2 * (outboxLooks + jobLooks);
    }

    void print(int instances) {
        System.out.println("| outbox | jobs | purges | probe, checks of connections | all |");
        System.out.printf(
                "| %.2f | %.2f | %.2f | %.2f | %.2f |%n",
                outboxLooks / instances,
                jobLooks / instances,
                other / instances,
                (all - outboxLooks - jobLooks - other) / instances,
                all / instances);
    }
}
