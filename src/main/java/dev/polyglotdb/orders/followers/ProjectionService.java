package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.OrderFollower;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ValidationException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/** The stores that follow the orders, compared with PostgreSQL and rebuilt from it while everything else goes on. */
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
     * Starts to rebuild a store, unless that is going on already; then it is the job that runs. Returns at once.
     *
     * @throws ValidationException if no follower has this name
     */
    ProjectionJob rebuild(String target) {
        var worker = workers.get(target);
        if (worker == null) {
            throw new ValidationException(new FieldProblem("#/target", "must be one of " + workers.keySet()));
        }
        var job = jobs.start(target);
        worker.wake();
        return job;
    }

    /** @throws ProblemException (404) if there is no such job */
    ProjectionJob job(long id) {
        return jobs.find(id).orElseThrow(() -> ProblemException.notFound("job with this id"));
    }

    /**
     * Compares each follower with all orders; takes as long as that takes.
     *
     * @return what was found, by the follower's name
     * @throws StoreUnavailableException soon, if one of the stores is away
     */
    Map<String, FollowerCheck> check() {
        followersByName.values().forEach(OrderFollower::requireStore);
        var found = new TreeMap<String, FollowerCheck>();
        followersByName.forEach(
                (name, follower) -> found.put(name, FollowerCheck.of(follower.store(), follower.reconcile())));
        return found;
    }
}
