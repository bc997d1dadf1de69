package dev.polyglotdb.platform.stores;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Transactions of PostgreSQL. The time of one, its commit included, is the store's in {@code Server-Timing}. No other store may
 * be called inside.
 */
@Component
@UsesStore(Store.POSTGRES)
public class PostgresTransactions {

    /**
     * Runs work in a transaction and commits it, or rolls it back if the work throws.
     *
     * @throws StoreUnavailableException if PostgreSQL failed; if it was the commit, it may have happened
     */
    @Transactional
    public <T> T execute(Supplier<T> work) {
        return work.get();
    }
}
