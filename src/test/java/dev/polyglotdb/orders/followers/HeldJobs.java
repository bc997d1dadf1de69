package dev.polyglotdb.orders.followers;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Jobs that another instance works on, or did until it died.
 *
 * @param wake lets the shop look for jobs at once
 */
public record HeldJobs(JdbcClient jdbc, Runnable wake) {

    /** Jobs that the shop finds by itself, within seconds. */
    public HeldJobs(JdbcClient jdbc) {
        this(jdbc, () -> {});
    }

    /** Ends the lease of the instance that holds the job. */
    void passOn(long job) {
        jdbc.sql("update projection_jobs set lease_until = now() where id = :id and status = 'RUNNING'")
                .param("id", job)
                .update();
        wake.run();
    }

    UUID lease(long job) {
        return jdbc.sql("select lease from projection_jobs where id = :id")
                .param("id", job)
                .query(UUID.class)
                .single();
    }

    /** Creates a job that is about to process the last order, and that another instance holds for a while. */
    public long begin(String kind, String target, String lease) {
        return jdbc.sql("""
                        insert into projection_jobs (kind, target, total, processed, position, lease, lease_until)
                        select :kind, :target, 1000, 1000, coalesce((select max(id) - 1 from orders), 0), gen_random_uuid(),
                               now() + :lease::interval
                        returning id""")
                .param("kind", kind)
                .param("target", target)
                .param("lease", lease)
                .query(Long.class)
                .single();
    }
}
