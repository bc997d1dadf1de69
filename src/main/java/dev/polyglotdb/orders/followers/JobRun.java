package dev.polyglotdb.orders.followers;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The work of this instance on a job. Each step stores the progress and extends the lease. */
final class JobRun {

    /** Ends the work on a job that was cancelled, or that this instance must not continue. */
    static final class GivenUp extends RuntimeException {}

    /** How long a claim is valid. This is longer than any single step can take. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private final ProjectionJobs jobs;
    private final UUID lease;
    private final CountDownLatch stopped;
    private ProjectionJobs.Claimed job;

    JobRun(ProjectionJobs jobs, ProjectionJobs.Claimed job, UUID lease, CountDownLatch stopped) {
        this.jobs = jobs;
        this.job = job;
        this.lease = lease;
        this.stopped = stopped;
    }

    ProjectionJobs.Claimed job() {
        return job;
    }

    /** @throws GivenUp if the work must stop */
    void alive() {
        passed(0);
    }

    /** @throws GivenUp if the work must stop */
    void passed(long orders) {
        store(job.processed() + orders, job.position(), job.result());
    }

    /** @throws GivenUp if the work must stop */
    void passed(long orders, long position) {
        store(job.processed() + orders, position, job.result());
    }

    /** @throws GivenUp if the work must stop */
    void found(String result) {
        store(job.processed(), job.position(), result);
    }

    private void store(long processed, long position, @Nullable String result) {
        var next = new ProjectionJobs.Claimed(job.id(), job.kind(), job.target(), processed, position, result);
        if (stopped.getCount() == 0 || !jobs.advance(next, lease, LEASE)) {
            throw new GivenUp();
        }
        job = next;
    }

    void end(ProjectionJob.Status status) {
        jobs.end(job.id(), lease, status);
    }

    void giveBack(Duration delay) {
        jobs.giveBack(job.id(), lease, delay);
    }
}
