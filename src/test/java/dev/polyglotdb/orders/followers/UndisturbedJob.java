package dev.polyglotdb.orders.followers;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.orders.JobProgress;
import dev.polyglotdb.platform.stores.StoreException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The progress of a part of a job that no instance interrupts. */
final class UndisturbedJob implements JobProgress {

    /** Does a part of a job to its end in one go, and anew if a store is too late for it on a busy machine. */
    static <T> T toTheEnd(Function<JobProgress, T> part) {
        return await().pollInSameThread()
                .ignoreExceptionsInstanceOf(StoreException.class)
                .until(() -> part.apply(new UndisturbedJob()), done -> true);
    }

    @Override
    public <T> Optional<T> saved(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public int stepSize(int most) {
        return most;
    }

    @Override
    public boolean isAlone() {
        return true;
    }

    @Override
    public void passed(long orders) {}

    @Override
    public void passed(long orders, Supplier<?> state) {}
}
