package dev.polyglotdb.orders.followers;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The jobs that rebuild stores. All times are those of the database. */
@Repository
@UsesStore(Store.POSTGRES)
class ProjectionJobs {

    /** A job that the claim holds until its lease ends, with its progress. */
    record Claimed(long id, long processed, long position) {}

    private static final String COLUMNS = "id, target, status, processed, total";

    private final JdbcClient jdbc;

    ProjectionJobs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Starts a job for the target. If one is already running, returns that job. */
    ProjectionJob start(String target) {
        Optional<ProjectionJob> job = Optional.empty();
        while (job.isEmpty()) {
            // A running job may end between these two statements.
            job = insert(target).or(() -> running(target));
        }
        return job.get();
    }

    private Optional<ProjectionJob> insert(String target) {
        return jdbc.sql("insert into projection_jobs (target, total) select :target, count(*) from orders"
                        + " on conflict (target) where status = 'RUNNING' do nothing returning " + COLUMNS)
                .param("target", target)
                .query(ProjectionJobs::job)
                .optional();
    }

    private Optional<ProjectionJob> running(String target) {
        return jdbc.sql("select " + COLUMNS + " from projection_jobs where target = :target and status = 'RUNNING'")
                .param("target", target)
                .query(ProjectionJobs::job)
                .optional();
    }

    Optional<ProjectionJob> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from projection_jobs where id = :id")
                .param("id", id)
                .query(ProjectionJobs::job)
                .optional();
    }

    private static ProjectionJob job(ResultSet row, int number) throws SQLException {
        return new ProjectionJob(
                row.getLong("id"),
                row.getString("target"),
                ProjectionJob.Status.valueOf(row.getString("status")),
                row.getLong("processed"),
                row.getLong("total"));
    }

    /** Claims the job of the target if no worker runs it, because it is new or its instance died. */
    Optional<Claimed> claim(String target, UUID lease, Duration leaseTime) {
        return jdbc.sql("""
                        update projection_jobs
                        set lease = :lease, lease_until = now() + make_interval(secs => :seconds)
                        where id in (
                            select id from projection_jobs
                            where target = :target and status = 'RUNNING' and lease_until <= now()
                            for update skip locked)
                        returning id, processed, position""")
                .param("target", target)
                .param("lease", lease)
                .param("seconds", seconds(leaseTime))
                .query(Claimed.class)
                .optional();
    }

    /**
     * Stores the progress of the job and extends its lease.
     *
     * @return false if the job was lost to another instance
     */
    boolean advance(Claimed job, UUID lease, Duration leaseTime) {
        return jdbc.sql("""
                                update projection_jobs
                                set processed = :processed, position = :position, total = greatest(total, :processed),
                                    lease_until = now() + make_interval(secs => :seconds)
                                where id = :id and lease = :lease and status = 'RUNNING'""")
                        .param("id", job.id())
                        .param("lease", lease)
                        .param("processed", job.processed())
                        .param("position", job.position())
                        .param("seconds", seconds(leaseTime))
                        .update()
                == 1;
    }

    /** Releases the job, so that any instance may claim it after the delay. */
    void giveBack(long id, UUID lease, Duration delay) {
        jdbc.sql("""
                        update projection_jobs
                        set lease = null, lease_until = now() + make_interval(secs => :seconds)
                        where id = :id and lease = :lease and status = 'RUNNING'""")
                .param("id", id)
                .param("lease", lease)
                .param("seconds", seconds(delay))
                .update();
    }

    void end(long id, UUID lease, ProjectionJob.Status status) {
        jdbc.sql("""
                        update projection_jobs
                        set status = :status, lease = null,
                            total = case when :status = 'COMPLETED' then processed else total end
                        where id = :id and lease = :lease and status = 'RUNNING'""")
                .param("id", id)
                .param("lease", lease)
                .param("status", status.name())
                .update();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
