package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.OrderFollower;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The jobs that compare and rebuild followers. At most one of them is worked on at a time, by one instance. All times
 * are those of the database.
 */
@Repository
@UsesStore(Store.POSTGRES)
class ProjectionJobs {

    private static final String[] KINDS = Arrays.stream(ProjectionJob.Kind.values())
            .map(ProjectionJob.Kind::id)
            .toArray(String[]::new);

    private static final String COLUMNS =
            "id, kind, target, status, processed, total, case when status = 'COMPLETED' then result end as result";

    private final JdbcClient jdbc;
    private final String[] targets;

    ProjectionJobs(JdbcClient jdbc, List<OrderFollower> allFollowers) {
        this.jdbc = jdbc;
        this.targets = Stream.concat(allFollowers.stream().map(OrderFollower::name), Stream.of(ProjectionJob.ALL))
                .toArray(String[]::new);
    }

    /** Starts a job. If one for this target is already running, returns that job. */
    ProjectionJob start(ProjectionJob.Kind kind, String target, int rounds) {
        Optional<ProjectionJob> job = Optional.empty();
        while (job.isEmpty()) {
            // A running job may end between these two statements.
            job = insert(kind, target, rounds).or(() -> running(target));
        }
        return job.get();
    }

    /** Inserts a job, with the highest order id as the bound of its total. To count many orders would take long. */
    private Optional<ProjectionJob> insert(ProjectionJob.Kind kind, String target, int rounds) {
        return jdbc.sql("insert into projection_jobs (kind, target, total)"
                        + " select :kind, :target, :rounds * coalesce(max(id), 0) from orders"
                        + " on conflict (target) where status = 'RUNNING' do nothing returning " + COLUMNS)
                .param("kind", kind.id())
                .param("target", target)
                .param("rounds", rounds)
                .query(JobRow::job)
                .optional();
    }

    private Optional<ProjectionJob> running(String target) {
        return jdbc.sql("select " + COLUMNS + " from projection_jobs where target = :target and status = 'RUNNING'")
                .param("target", target)
                .query(JobRow::job)
                .optional();
    }

    /** Returns nothing, too, for a job of a kind that only another version of the application knows. */
    Optional<ProjectionJob> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from projection_jobs where id = :id and kind = any(:kinds)")
                .param("id", id)
                .param("kinds", KINDS)
                .query(JobRow::job)
                .optional();
    }

    /**
     * Claims a job that no worker runs, because it is new or its instance died. Leaves those that only another version
     * of the application can do.
     *
     * @return empty if there is none, or if another instance works on a job
     */
    Optional<ClaimedJob> claim(UUID lease, Duration leaseTime) {
        try {
            return jdbc.sql("""
                            update projection_jobs
                            set lease = :lease, lease_until = now() + make_interval(secs => :seconds)
                            where id = (
                                select id from projection_jobs
                                where status = 'RUNNING' and lease_until <= now()
                                  and kind = any(:kinds) and target = any(:targets)
                                  and not exists (
                                      select from projection_jobs
                                      where status = 'RUNNING' and lease is not null and lease_until > now())
                                order by lease is null, id
                                limit 1
                                for update skip locked)
                            returning id, kind, target, processed, position, result, state""")
                    .param("lease", lease)
                    .param("seconds", seconds(leaseTime))
                    .param("kinds", KINDS)
                    .param("targets", targets)
                    .query(JobRow::claimed)
                    .optional();
        } catch (DuplicateKeyException another) {
            releaseUnknown();
            return Optional.empty();
        }
    }

    /** Only one job can be claimed, and nobody here can take over one that only another version can do. */
    private void releaseUnknown() {
        jdbc.sql("update projection_jobs set lease = null"
                        + " where status = 'RUNNING' and lease is not null and lease_until <= now()"
                        + " and not (kind = any(:kinds) and target = any(:targets))")
                .param("kinds", KINDS)
                .param("targets", targets)
                .update();
    }

    /**
     * Stores the progress of the job and extends its lease.
     *
     * @return false if the job was lost to another instance
     */
    boolean advance(ClaimedJob job, UUID lease, Duration leaseTime) {
        return jdbc.sql("""
                                update projection_jobs
                                set processed = :processed, position = :position, result = :result, state = :state,
                                    total = greatest(total, :processed),
                                    lease_until = now() + make_interval(secs => :seconds)
                                where id = :id and lease = :lease and status = 'RUNNING'""")
                        .param("id", job.id())
                        .param("lease", lease)
                        .param("processed", job.processed())
                        .param("position", job.position())
                        .param("result", job.result())
                        .param("state", job.state())
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

    /**
     * Cancels a job. Whoever works on it notices when it wants to store its progress.
     *
     * @return false if the job has ended
     */
    boolean cancel(long id) {
        return jdbc.sql("update projection_jobs set status = 'CANCELLED', lease = null, state = null,"
                                + " lease_until = now() where id = :id and status = 'RUNNING'")
                        .param("id", id)
                        .update()
                == 1;
    }

    void end(long id, UUID lease, ProjectionJob.Status status) {
        jdbc.sql("""
                        update projection_jobs
                        set status = :status, lease = null, state = null, lease_until = now(),
                            total = case when :status = 'COMPLETED' then processed else total end
                        where id = :id and lease = :lease and status = 'RUNNING'""")
                .param("id", id)
                .param("lease", lease)
                .param("status", status.name())
                .update();
    }

    /** Deletes the jobs that ended before the given time ago. */
    int deleteOld(Duration age) {
        return jdbc.sql("delete from projection_jobs where status <> 'RUNNING'"
                        + " and lease_until < now() - make_interval(secs => :seconds)")
                .param("seconds", seconds(age))
                .update();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
