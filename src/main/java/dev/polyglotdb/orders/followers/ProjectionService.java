package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.OrderFollower;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.platform.web.ProblemException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/** Compares the stores that follow the orders with PostgreSQL, and rebuilds them while the system serves requests. */
@Service
class ProjectionService {

    private final ProjectionJobs jobs;
    private final Map<String, OrderFollower> followersByName = new TreeMap<>();
    private final Map<String, RebuildWorker> workers = new TreeMap<>();

    ProjectionService(ProjectionJobs jobs, Collection<OrderFollower> followers) {
        this.jobs = jobs;
        for (var follower : followers) {
            followersByName.put(follower.name(), follower);
            workers.put(follower.name(), new RebuildWorker(jobs, follower));
        }
    }

    Collection<RebuildWorker> workers() {
        return workers.values();
    }

    /**
     * Starts a job that rebuilds a store, and returns immediately. If one is already running, returns that job.
     *
     * @param target the name of a follower
     */
    ProjectionJob rebuild(String target) {
        var worker = Objects.requireNonNull(workers.get(target), () -> "no follower is named " + target);
        var job = jobs.start(target);
        worker.wake();
        return job;
    }

    /** @throws ProblemException (404) if there is no such job */
    ProjectionJob job(long id) {
        return jobs.find(id).orElseThrow(() -> ProblemException.notFound("job with this id"));
    }

    /**
     * Compares each follower with all orders. The duration grows with the number of orders.
     *
     * @return the results, by the name of the follower
     * @throws StoreUnavailableException immediately if one of the stores is down
     */
    Map<String, FollowerCheck> check() {
        followersByName.values().forEach(OrderFollower::requireStore);
        var found = new TreeMap<String, FollowerCheck>();
        followersByName.forEach(
                (name, follower) -> found.put(name, FollowerCheck.of(follower.store(), follower.reconcile())));
        return found;
    }
}
