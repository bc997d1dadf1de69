package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.fail;

import dev.polyglotdb.orders.JobProgress;
import dev.polyglotdb.platform.stores.StoreException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The progress of a part of a job whose instance is killed after each step, once the step is stored. */
final class InterruptedJob implements JobProgress {

    private static final int MOST_STEPS = 1_000;

    /** So often, a store may be too late on a busy machine. */
    private static final int MOST_FAILURES = 20;

    private static final class Killed extends RuntimeException {}

    private final JsonMapper json;
    private @Nullable JsonNode reached;

    private InterruptedJob(JsonMapper json) {
        this.json = json;
    }

    /** Does a part of a job to its end, beginning anew after each step, and where a store was late. */
    static <T> T toTheEnd(JsonMapper json, Function<JobProgress, T> part) {
        var job = new InterruptedJob(json);
        var failures = 0;
        for (var step = 0; step < MOST_STEPS; step++) {
            try {
                return part.apply(job);
            } catch (Killed next) {
                // Another instance goes on.
            } catch (StoreException late) {
                if (++failures > MOST_FAILURES) {
                    throw late;
                }
            }
        }
        return fail("a job goes on without end: " + job.reached);
    }

    static void runToTheEnd(JsonMapper json, Consumer<JobProgress> part) {
        toTheEnd(json, progress -> {
            part.accept(progress);
            return true;
        });
    }

    @Override
    public <T> Optional<T> saved(Class<T> type) {
        return Optional.ofNullable(reached).map(state -> json.treeToValue(state, type));
    }

    @Override
    public int stepSize(int most) {
        return most;
    }

    @Override
    public boolean isAlone() {
        return false;
    }

    @Override
    public void passed(long orders) {
        throw new AssertionError("a step without a state would be repeated for ever");
    }

    @Override
    public void passed(long orders, Supplier<?> state) {
        reached = json.valueToTree(state.get());
        throw new Killed();
    }
}
