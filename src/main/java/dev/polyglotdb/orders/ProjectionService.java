package dev.polyglotdb.orders;

import dev.polyglotdb.outbox.WorkerThreads;
import dev.polyglotdb.web.ProblemException;
import dev.polyglotdb.web.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;

/** The stores that follow the orders, compared with PostgreSQL and rebuilt from it while everything else goes on. */
@Service
class ProjectionService implements SmartLifecycle {

    private final ProjectionJobs jobs;
    private final ActivityProjection activity;
    private final RecommendationsProjection recommendations;
    private final Map<ProjectionTarget, RebuildWorker> workers;
    private final WorkerThreads threads;

    ProjectionService(
            ProjectionJobs jobs,
            OrderViews orders,
            ActivityProjection activity,
            RecommendationsProjection recommendations) {
        this.jobs = jobs;
        this.activity = activity;
        this.recommendations = recommendations;
        this.workers = List.of(activity, recommendations).stream()
                .collect(Collectors.toMap(
                        Projection::target, projection -> new RebuildWorker(jobs, orders, projection)));
        this.threads = new WorkerThreads("rebuild", workers.values());
    }

    /** Starts to rebuild a store, unless that is going on already; then it is the job that runs. Returns at once. */
    ProjectionJob rebuild(ProjectionTarget target) {
        var job = jobs.start(target);
        Objects.requireNonNull(workers.get(target)).wake();
        return job;
    }

    /** @throws ProblemException (404) if there is no such job */
    ProjectionJob job(long id) {
        return jobs.find(id).orElseThrow(() -> ProblemException.notFound("job with this id"));
    }

    /**
     * Goes through all orders, timelines and purchases; takes as long as that takes.
     *
     * @throws StoreUnavailableException soon, if one of the stores is away
     */
    ProjectionCheck check() {
        recommendations.mustBeThere();
        return new ProjectionCheck(
                ProjectionCheck.Activity.of(activity.compare()),
                ProjectionCheck.Recommendations.of(recommendations.compare()));
    }

    @Override
    public void start() {
        threads.start();
    }

    @Override
    public void stop() {
        threads.stop();
    }

    @Override
    public boolean isRunning() {
        return threads.isRunning();
    }
}
