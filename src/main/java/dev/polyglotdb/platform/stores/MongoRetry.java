package dev.polyglotdb.platform.stores;

import com.mongodb.MongoException;
import java.util.function.Supplier;

/** Decides whether the same call of MongoDB may succeed when it is made again. */
public final class MongoRetry {

    private MongoRetry() {}

    /**
     * Makes a call, and makes it once more if the server lost its own work on it: a cursor, a plan, an index, its
     * knowledge of the shards. The second failure is the caller's. Overload and contention are never repeated here,
     * because another attempt adds to both.
     *
     * @param call is made again as it is: a whole read or the write of one document, or work that keeps what is done
     *     and does only the rest when it is called again
     */
    public static <T> T onceMore(Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoException lost) {
            if (!MongoFailures.isLost(lost) || TimeBudget.isSpent()) {
                throw lost;
            }
            return call.get();
        }
    }

    /** Returns whether a failure passes: the store is away or overloaded, or another writer was faster. */
    public static boolean isPassing(Throwable failure) {
        return failure instanceof StoreException || FailureKind.of(failure) != FailureKind.DEFECT;
    }
}
