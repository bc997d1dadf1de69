package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.JobProgress;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Goes through something in steps. While nobody else needs the machine, the next step is read during the present one.
 *
 * @param <P> a position, from which a step can be read
 * @param <S> what a step has read
 */
final class Steps<P, S> {

    /** Reads a step. It is called in another thread. */
    interface Reader<P, S> {

        /** @param from where the previous step ended */
        S read(P from);
    }

    private final JobProgress progress;
    private final Reader<P, S> stepReader;
    private final Function<S, @Nullable P> end;

    /** @param end returns where a step ends; null if it is the last one */
    Steps(JobProgress progress, Reader<P, S> stepReader, Function<S, @Nullable P> end) {
        this.progress = progress;
        this.stepReader = stepReader;
        this.end = end;
    }

    /** @param action processes a step, and tells the progress */
    void from(P begin, Consumer<S> action) {
        @Nullable P position = begin;
        @Nullable CompletableFuture<S> started = null;
        while (position != null) {
            var from = position;
            var step = started == null ? stepReader.read(from) : ReadAhead.await(started);
            position = end.apply(step);
            started = null;
            if (position != null && progress.isAlone()) {
                var next = position;
                started = ReadAhead.start(() -> stepReader.read(next));
            }
            action.accept(step);
        }
    }
}
