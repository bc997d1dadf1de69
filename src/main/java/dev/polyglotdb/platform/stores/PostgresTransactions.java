package dev.polyglotdb.platform.stores;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Runs transactions of PostgreSQL. Their time, including the commit, counts for the store in {@code Server-Timing}. A
 * transaction that calls another store keeps its locks for as long as that store takes.
 */
@Component
@UsesStore(Store.POSTGRES)
public class PostgresTransactions {

    /**
     * Runs work in a transaction and commits it, or rolls it back if the work throws an exception.
     *
     * @throws StoreUnavailableException if PostgreSQL failed. If the commit failed, it may have taken effect
     */
    @Transactional
    public <T> T execute(Supplier<T> work) {
        return work.get();
    }
}
