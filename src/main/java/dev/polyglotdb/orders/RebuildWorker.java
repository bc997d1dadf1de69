package dev.polyglotdb.orders;

import dev.polyglotdb.outbox.WorkerThreads;
import dev.polyglotdb.web.StoreUnavailableException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the jobs that rebuild one store, in a thread of its own; in each instance there is one such worker for each store. */
final class RebuildWorker implements WorkerThreads.Worker {

    /** Ends the work on a job that must not go on here. */
    private static final class GivenUp extends RuntimeException {}

    /** Orders, and what is to be done for them. */
    private record Piece(List<Long> ids, Runnable restoring) {}

    private static final Logger log = LoggerFactory.getLogger(RebuildWorker.class);

    /** Longer than any piece of the work takes. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofSeconds(2);

    private final ProjectionJobs jobs;
    private final OrderViews orders;
    private final Projection projection;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile int batch;

    RebuildWorker(ProjectionJobs jobs, OrderViews orders, Projection projection) {
        this.jobs = jobs;
        this.orders = orders;
        this.projection = projection;
        this.batch = projection.batch();
    }

    @Override
    public void wake() {
        wakeUps.release();
    }

    @Override
    public void run(CountDownLatch signal) throws InterruptedException {
        stopped = signal;
        while (signal.getCount() > 0) {
            wakeUps.drainPermits();
            runJob();
            wakeUps.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void runJob() {
        try {
            var lease = UUID.randomUUID();
            jobs.claim(projection.target(), lease, LEASE).ifPresent(job -> run(job, lease));
        } catch (StoreUnavailableException absent) {
            log.debug("Nobody knows whether {} has to be rebuilt: {}", projection.target(), absent.getMessage());
        } catch (RuntimeException defect) {
            log.error("Jobs that rebuild {} can't be looked for", projection.target(), defect);
        }
    }

    private void run(ProjectionJobs.Claimed job, UUID lease) {
        log.info("Rebuilding of {} begins after order {}", projection.target(), job.position());
        try {
            rebuild(job, lease);
            jobs.end(job.id(), lease, ProjectionJob.Status.COMPLETED);
            log.info("Rebuilding of {} is complete", projection.target());
        } catch (GivenUp elsewhere) {
            jobs.giveBack(job.id(), lease, Duration.ZERO);
            log.info("Rebuilding of {} is left to another instance", projection.target());
        } catch (StoreUnavailableException absent) {
            // A store that is only slow may manage less at once.
            batch = Math.max(1, batch / 4);
            log.warn("Rebuilding of {} waits: {}", projection.target(), absent.getMessage());
            jobs.giveBack(job.id(), lease, POLL);
        } catch (RuntimeException defect) {
            log.error("Rebuilding of {} failed", projection.target(), defect);
            jobs.end(job.id(), lease, ProjectionJob.Status.FAILED);
        }
    }

    private void rebuild(ProjectionJobs.Claimed begun, UUID lease) {
        projection.prune(() -> keep(begun, lease));
        var job = begun;
        var piece = read(job.position());
        while (!piece.ids().isEmpty()) {
            var last = piece.ids().get(piece.ids().size() - 1);
            // The next orders are read while these are written.
            var next = CompletableFuture.supplyAsync(() -> read(last), RebuildWorker::inAThread);
            piece.restoring().run();
            job = new ProjectionJobs.Claimed(
                    job.id(), job.processed() + piece.ids().size(), last);
            keep(job, lease);
            batch = Math.min(projection.batch(), batch * 2);
            piece = await(next);
        }
        var done = job;
        projection.finish(() -> keep(done, lease));
    }

    private Piece read(long after) {
        var ids = orders.idsAfter(after, batch);
        return new Piece(ids, projection.restoring(new LinkedHashSet<>(ids)));
    }

    private static void inAThread(Runnable task) {
        new Thread(task, "rebuild-read").start();
    }

    private static Piece await(CompletableFuture<Piece> next) {
        try {
            return next.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private void keep(ProjectionJobs.Claimed job, UUID lease) {
        if (stopped.getCount() == 0 || !jobs.advance(job, lease, LEASE)) {
            throw new GivenUp();
        }
    }
}
