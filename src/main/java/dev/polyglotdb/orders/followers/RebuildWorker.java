package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.OrderFollower;
import dev.polyglotdb.orders.OrderState;
import dev.polyglotdb.platform.outbox.WorkerThreads;
import dev.polyglotdb.platform.stores.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the jobs that rebuild one follower, in its own thread. Each instance has one worker for each follower. */
final class RebuildWorker implements WorkerThreads.Worker {

    /** Ends the work on a job that this instance must not continue. */
    private static final class GivenUp extends RuntimeException {}

    /** Orders with their states at the time of reading. */
    private record Piece(List<Long> ids, List<OrderState> states) {}

    private static final Logger log = LoggerFactory.getLogger(RebuildWorker.class);

    /** How long a claim is valid. This is longer than any single step can take. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofSeconds(2);

    private final ProjectionJobs jobs;
    private final OrderFollower follower;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile int batch;

    RebuildWorker(ProjectionJobs jobs, OrderFollower follower) {
        this.jobs = jobs;
        this.follower = follower;
        this.batch = follower.batchSize();
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
            jobs.claim(follower.name(), lease, LEASE).ifPresent(job -> run(job, lease));
        } catch (StoreException absent) {
            log.debug("Could not look for jobs that rebuild {}: {}", follower.name(), absent.getMessage());
        } catch (RuntimeException defect) {
            log.error("Failed to look for jobs that rebuild {}", follower.name(), defect);
        }
    }

    private void run(ProjectionJobs.Claimed job, UUID lease) {
        log.info("Rebuilding {} from the orders after {}", follower.name(), job.position());
        try {
            rebuild(job, lease);
            jobs.end(job.id(), lease, ProjectionJob.Status.COMPLETED);
            log.info("Rebuilt {}", follower.name());
        } catch (GivenUp elsewhere) {
            jobs.giveBack(job.id(), lease, Duration.ZERO);
            log.info("Stopped rebuilding {}; another instance may continue", follower.name());
        } catch (StoreException absent) {
            // A slow store may be able to process a smaller batch in time.
            batch = Math.max(1, batch / 4);
            log.warn("Postponed the rebuild of {}: {}", follower.name(), absent.getMessage());
            jobs.giveBack(job.id(), lease, POLL);
        } catch (RuntimeException defect) {
            log.error("Failed to rebuild {}", follower.name(), defect);
            jobs.end(job.id(), lease, ProjectionJob.Status.FAILED);
        }
    }

    private void rebuild(ProjectionJobs.Claimed begun, UUID lease) {
        follower.prune(() -> keep(begun, lease));
        var job = begun;
        var piece = read(job.position());
        while (!piece.ids().isEmpty()) {
            var last = piece.ids().get(piece.ids().size() - 1);
            // Reads the next orders while these are written.
            var next = CompletableFuture.supplyAsync(() -> read(last), RebuildWorker::inAThread);
            follower.restore(piece.states());
            job = new ProjectionJobs.Claimed(
                    job.id(), job.processed() + piece.ids().size(), last);
            keep(job, lease);
            batch = Math.min(follower.batchSize(), batch * 2);
            piece = await(next);
        }
        var done = job;
        follower.finish(() -> keep(done, lease));
    }

    private Piece read(long after) {
        var ids = follower.orderScan().idsAfter(after, batch);
        return new Piece(ids, follower.orderScan().find(ids));
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
