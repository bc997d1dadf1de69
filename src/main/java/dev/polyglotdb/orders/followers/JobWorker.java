package dev.polyglotdb.orders.followers;

import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.platform.outbox.PollPause;
import dev.polyglotdb.platform.stores.StoreException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Works on one job after the other, in a thread of its own. */
final class JobWorker implements WorkerThreads.Worker {

    private static final Logger log = LoggerFactory.getLogger(JobWorker.class);

    private static final Duration POLL = Duration.ofSeconds(4);

    /** How long a job waits before it is tried again, if its store was away. */
    private static final Duration POSTPONEMENT = Duration.ofSeconds(2);

    private final ProjectionJobs jobs;
    private final Check check;
    private final Map<String, Rebuild> rebuilds;
    private final Pacer pacer;
    private final JsonMapper json;
    private final PollPause pause = new PollPause(POLL, POLL);
    private final Semaphore wakeUps = new Semaphore(0);
    private final JobLog jobLog = new JobLog();

    /** @param rebuilds by the name of the follower */
    JobWorker(ProjectionJobs jobs, Check check, Map<String, Rebuild> rebuilds, Pacer pacer, JsonMapper json) {
        this.jobs = jobs;
        this.pacer = pacer;
        this.json = json;
        this.check = check;
        this.rebuilds = Map.copyOf(rebuilds);
    }

    @Override
    public void wake() {
        wakeUps.release();
    }

    @Override
    public void run(CountDownLatch stopped) throws InterruptedException {
        // Forgets wake-ups before it looks whether to stop: the wake-up of whoever stops it afterwards is not lost.
        for (wakeUps.drainPermits(); stopped.getCount() > 0; wakeUps.drainPermits()) {
            if (!ranJob(stopped)) {
                wakeUps.tryAcquire(pause.after(false).toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private boolean ranJob(CountDownLatch stopped) {
        try {
            var lease = UUID.randomUUID();
            var claimed = jobs.claim(lease, JobRun.LEASE);
            claimed.ifPresent(job -> work(new JobRun(jobs, job, lease, stopped, pacer, json)));
            return claimed.isPresent();
        } catch (StoreException absent) {
            log.debug("Could not look for jobs: {}", absent.getMessage());
        } catch (RuntimeException | Error defect) {
            log.error("Failed to look for jobs", defect);
        }
        return false;
    }

    private void work(JobRun run) {
        jobLog.began(run.job());
        try {
            perform(run);
            run.complete();
            jobLog.completed(run.job());
        } catch (JobRun.GivenUp cancelledOrElsewhere) {
            run.giveBack(Duration.ZERO);
            jobLog.stopped(run.job());
        } catch (StoreException absent) {
            rebuilds.values().forEach(Rebuild::slowDown);
            jobLog.postponed(run.job(), absent);
            run.giveBack(POSTPONEMENT);
        } catch (RuntimeException | Error defect) {
            jobLog.failed(run.job(), defect);
            run.fail();
        }
    }

    private void perform(JobRun run) {
        switch (run.job().kind()) {
            case CHECK -> check.run(run);
            case REBUILD ->
                Objects.requireNonNull(rebuilds.get(run.job().target()), "there is no such follower")
                        .run(run);
        }
    }
}
