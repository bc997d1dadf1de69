package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.JobProgress;
import java.util.Optional;
import java.util.function.Supplier;

/** The progress of a part of a job that nothing interrupts. */
final class UndisturbedJob implements JobProgress {

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
