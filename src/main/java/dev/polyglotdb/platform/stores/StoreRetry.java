package dev.polyglotdb.platform.stores;

import com.mongodb.MongoException;
import java.util.function.Supplier;

/** Decides whether the same call may succeed when it is made again. */
public final class StoreRetry {

    private static final String OVERLOADED = "SystemOverloadedError";

    private StoreRetry() {}

    /**
     * Calls MongoDB, and calls it once more if the server lost its own work on it: a cursor, a plan, an index, its
     * knowledge of the shards. The second failure is the caller's. Overload and contention are never repeated here,
     * because another attempt adds to both.
     *
     * @param call a whole read, or the write of one document; it must not pass on results before it returns
     */
    public static <T> T onceMore(Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException lost) {
            if (!MongoCodes.isLost(lost.getCode()) || lost.hasErrorLabel(OVERLOADED) || TimeBudget.isSpent()) {
                throw lost;
            }
            return call.get();
        }
    }

    /** Returns whether a failure passes: the store is away or overloaded, or another writer was faster. */
    public static boolean isPassing(RuntimeException failure) {
        return failure instanceof StoreException || FailureKind.of(failure) != FailureKind.DEFECT;
    }
}
