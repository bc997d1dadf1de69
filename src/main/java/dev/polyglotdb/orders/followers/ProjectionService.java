package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.OrderFollower;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import dev.polyglotdb.platform.web.Traffic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Compares the stores that follow the orders with PostgreSQL, and rebuilds them while the system serves requests. */
@Service
class ProjectionService {

    private static final ProblemType JOB_STATE = new ProblemType("job-state", "The job has ended", HttpStatus.CONFLICT);

    private static final Duration LOOK = Duration.ofMillis(25);

    private final ProjectionJobs jobs;
    private final List<OrderFollower> allFollowers;
    private final JobWorker worker;

    ProjectionService(ProjectionJobs jobs, Collection<OrderFollower> allFollowers, Traffic traffic, JsonMapper json) {
        this.jobs = jobs;
        this.allFollowers = List.copyOf(allFollowers);
        this.worker = new JobWorker(
                jobs,
                new Check(allFollowers, json),
                allFollowers.stream().collect(Collectors.toMap(OrderFollower::name, Rebuild::new)),
                new Pacer(traffic, System::nanoTime, time -> LockSupport.parkNanos(time.toNanos())),
                json);
    }

    JobWorker worker() {
        return worker;
    }

    /**
     * Starts a job that rebuilds a store, and returns immediately. If one is already running, returns that job.
     *
     * @param target the name of a follower
     */
    ProjectionJob rebuild(String target) {
        return start(ProjectionJob.Kind.REBUILD, target, 1);
    }

    /**
     * Starts a job that compares each follower with all orders, or joins the one that runs.
     *
     * @param patience how long to wait for the result
     * @return the job as it is then
     * @throws StoreUnavailableException immediately if one of the stores is down
     */
    ProjectionJob check(Duration patience) {
        allFollowers.forEach(OrderFollower::requireStore);
        var job = start(ProjectionJob.Kind.CHECK, ProjectionJob.ALL, allFollowers.size());
        var deadline = System.nanoTime() + patience.toNanos();
        while (job.status() == ProjectionJob.Status.RUNNING && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK.toNanos());
            job = job(job.id());
        }
        return job;
    }

    private ProjectionJob start(ProjectionJob.Kind kind, String target, int rounds) {
        var job = jobs.start(kind, target, rounds);
        worker.wake();
        return job;
    }

    /** @throws ProblemException (404) if there is no such job */
    ProjectionJob job(long id) {
        return jobs.find(id).orElseThrow(() -> ProblemException.notFound("job with this id"));
    }

    /** @throws ProblemException (404) if there is no such job, (409) if it has ended */
    void cancel(long id) {
        if (!jobs.cancel(id)) {
            throw new ProblemException(JOB_STATE, "The job is " + job(id).status() + ".");
        }
    }
}
