package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.JobProgress;
import dev.polyglotdb.platform.json.StoredJson;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The work of this instance on a job. After each step it rests as the pacer says. Every second, or when it must stop,
 * it stores the progress and extends the lease.
 */
final class JobRun {

    private static final Logger log = LoggerFactory.getLogger(JobRun.class);

    /** Ends the work on a job that was cancelled, or that this instance must not continue. */
    static final class GivenUp extends RuntimeException {}

    /** How long a claim is valid. This is longer than any single step can take. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration STORE_EVERY = Duration.ofSeconds(1);

    /**
     * The state of a job.
     *
     * @param part the part of the work that it belongs to
     * @param reached how far that part is; null at its beginning
     */
    record State(String part, @Nullable JsonNode reached) {}

    private final ProjectionJobs jobs;
    private final UUID lease;
    private final CountDownLatch stopped;
    private final Pacer pacer;
    private final JsonMapper json;
    private ClaimedJob job;
    private long stored = System.nanoTime();

    JobRun(ProjectionJobs jobs, ClaimedJob job, UUID lease, CountDownLatch stopped, Pacer pacer, JsonMapper json) {
        this.jobs = jobs;
        this.job = job;
        this.lease = lease;
        this.stopped = stopped;
        this.pacer = pacer;
        this.json = json;
        pacer.begin();
    }

    ClaimedJob job() {
        return job;
    }

    /** Returns the part of the work that was last begun, if any was. */
    Optional<String> part() {
        return state().map(State::part);
    }

    private Optional<State> state() {
        return Optional.ofNullable(job.state()).flatMap(text -> read(State.class, reader -> reader.readValue(text)));
    }

    /**
     * Returns nothing if this version can't read what is stored, because another one has written it. The part is then
     * done again.
     */
    private <T> Optional<T> read(Class<T> type, Function<ObjectReader, @Nullable T> content) {
        try {
            return Optional.ofNullable(content.apply(StoredJson.reader(json, type)));
        } catch (JacksonException unreadable) {
            log.info("Does again what another version did of {}: {}", job.target(), unreadable.getOriginalMessage());
            return Optional.empty();
        }
    }

    /** Begins a part of the work, or goes on with it. */
    JobProgress in(String part) {
        if (!part().equals(Optional.of(part))) {
            job = job.at(write(part, null));
            store();
        }
        return new JobProgress() {
            @Override
            public <T> Optional<T> saved(Class<T> type) {
                return state().map(State::reached).flatMap(reached -> read(type, reader -> reader.readValue(reached)));
            }

            @Override
            public int stepSize(int most) {
                return pacer.stepSize(most);
            }

            @Override
            public boolean isAlone() {
                return pacer.isAlone();
            }

            @Override
            public void passed(long orders) {
                job = job.after(orders, job.position());
                ended();
            }

            @Override
            public void passed(long orders, Supplier<?> state) {
                job = job.after(orders, job.position());
                if (mustStore()) {
                    job = job.at(write(part, state.get()));
                }
                ended();
            }
        };
    }

    private String write(String part, @Nullable Object reached) {
        return json.writeValueAsString(new State(part, reached == null ? null : json.valueToTree(reached)));
    }

    int stepSize(int most) {
        return pacer.stepSize(most);
    }

    boolean isAlone() {
        return pacer.isAlone();
    }

    /** @throws GivenUp if the work must stop */
    void passed(long orders, long position) {
        job = job.after(orders, position);
        ended();
    }

    /** Stores the result of the parts so far, of which the state is no longer needed. */
    void found(String result) {
        job = job.with(result);
        store();
    }

    private void ended() {
        if (mustStore()) {
            store();
        }
        pacer.rest();
    }

    private boolean mustStore() {
        return stopped.getCount() == 0 || System.nanoTime() - stored >= STORE_EVERY.toNanos();
    }

    private void store() {
        if (!jobs.advance(job, lease, LEASE) || stopped.getCount() == 0) {
            throw new GivenUp();
        }
        stored = System.nanoTime();
    }

    /** @throws GivenUp if the job was cancelled in the meantime */
    void complete() {
        store();
        jobs.end(job.id(), lease, ProjectionJob.Status.COMPLETED);
    }

    void fail() {
        jobs.end(job.id(), lease, ProjectionJob.Status.FAILED);
    }

    void giveBack(Duration delay) {
        jobs.giveBack(job.id(), lease, delay);
    }
}
