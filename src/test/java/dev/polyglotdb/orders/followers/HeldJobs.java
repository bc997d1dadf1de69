package dev.polyglotdb.orders.followers;

import static org.awaitility.Awaitility.await;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Jobs that another instance works on, or did until it died. Whoever begins one passes all on in the end. */
public final class HeldJobs {

    private final JdbcClient jdbc;
    private final Runnable wake;

    /** The token of the other instance. */
    private final UUID holder = UUID.randomUUID();

    /** @param wake lets the shop look for jobs at once */
    HeldJobs(JdbcClient jdbc, Runnable wake) {
        this.jdbc = jdbc;
        this.wake = wake;
    }

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

    /** Ends the leases of all jobs that were begun here. As long as one were held, nobody could check or rebuild. */
    public void passAllOn() {
        await().ignoreExceptions()
                .untilAsserted(() -> jdbc.sql("update projection_jobs set lease_until = now()"
                                + " where lease = :holder and status = 'RUNNING'")
                        .param("holder", holder)
                        .update());
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
                        select :kind, :target, 1000, 1000, coalesce((select max(id) - 1 from orders), 0), :holder,
                               now() + :lease::interval
                        returning id""")
                .param("kind", kind)
                .param("target", target)
                .param("holder", holder)
                .param("lease", lease)
                .query(Long.class)
                .single();
    }
}
