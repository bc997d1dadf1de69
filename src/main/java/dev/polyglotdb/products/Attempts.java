package dev.polyglotdb.products;

import dev.polyglotdb.platform.stores.StoreException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The attempts of one writer at one product. Another attempt begins only while enough of the client's time is left for
 * it. To run out of time by lost races is contention, and no outage: the store has answered each time.
 */
final class Attempts {

    private final String id;
    private final long limit;
    private final long begun = System.nanoTime();
    private int made;

    /** @param limit the time after which no attempt begins */
    Attempts(String id, Duration limit) {
        this.id = id;
        this.limit = limit.toNanos();
    }

    /**
     * Begins an attempt by reading the product.
     *
     * @throws ContendedException if earlier attempts have used up the time
     */
    <T> T begin(Supplier<T> read) {
        made++;
        if (made == 1) {
            return read.get();
        }
        if (isLate()) {
            throw new ContendedException(id);
        }
        try {
            return read.get();
        } catch (StoreException failure) {
            throw isLate() ? new ContendedException(id) : failure;
        }
    }

    private boolean isLate() {
        return System.nanoTime() - begun > limit;
    }
}
