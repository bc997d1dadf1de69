package dev.polyglotdb.orders;

import dev.polyglotdb.platform.outbox.OutboxSink;
import dev.polyglotdb.platform.stores.NamedStore;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A store that follows the orders. To add one, extend this class and declare it as a bean. Every order then leaves an
 * outbox entry for it, its progress appears in {@code projections}, and administrators can check and rebuild it. The
 * name of the follower identifies it everywhere. Rebuild the follower once after its first deployment: orders that were
 * placed before have no outbox entry for it and show as applied. Whoever takes a follower out deletes its rows from the
 * outbox, which nobody would work off: {@code delete from outbox where sink = 'its name'}.
 *
 * <p>An implementation is called repeatedly until it succeeds, by any instance, sometimes late and sometimes by two
 * instances at once. So every method here must be idempotent and must write the current state of an order, never a
 * change.
 */
public abstract class OrderFollower implements OutboxSink {

    private final String name;
    private final NamedStore namedStore;
    private final OrderScan orderScan;

    /**
     * @param name the name of the follower in outbox entries, jobs and the API; it must never change
     * @param store the store that the follower writes to; its id must not be that of PostgreSQL, because the check
     *     shows both counts by their ids
     */
    protected OrderFollower(String name, NamedStore store, OrderScan orderScan) {
        this.name = name;
        this.namedStore = store;
        this.orderScan = orderScan;
    }

    @Override
    public final String name() {
        return name;
    }

    /** Returns the store that is compared with PostgreSQL. */
    public final NamedStore store() {
        return namedStore;
    }

    /** Returns access to all orders, for comparison and rebuild. */
    public final OrderScan orderScan() {
        return orderScan;
    }

    @Override
    public final void apply(Set<Long> orderIds) {
        follow(orderScan.find(orderIds));
    }

    /**
     * Brings the store in line with these orders. Returns when the store has acknowledged all of them.
     *
     * @throws StoreUnavailableException if the store is unavailable
     */
    protected abstract void follow(List<OrderState> states);

    /**
     * Fails immediately if the store is unavailable. Called before a long operation starts.
     *
     * @throws StoreUnavailableException if the store is unavailable
     */
    public abstract void requireStore();

    /**
     * Compares the store with PostgreSQL while both may change, and reports only differences that persist. The time it
     * takes grows with the number of orders and of entries in the store.
     *
     * @param progress must be told after each step; what it has {@linkplain JobProgress#saved saved} is not done again
     */
    public abstract Reconciliation reconcile(JobProgress progress);

    /** Returns the number of orders to restore in one batch at most. */
    public int batchSize() {
        return 64;
    }

    /**
     * Returns how many batches a rebuild writes side by side while nobody else needs the machine. More than one helps
     * only if batches don't lock each other out. Whatever is returned, one batch is read while another is written.
     */
    public int batchesAtOnce() {
        return 1;
    }

    /**
     * Removes entries that belong to no order. This is the first part of a rebuild.
     *
     * @param progress must be told after each step, as in {@link #reconcile}
     */
    public abstract void prune(JobProgress progress);

    /**
     * Brings the store in line with these orders, regardless of what it holds for them. This is the second part of a
     * rebuild. The default is enough if {@link #follow} already repairs everything, or {@link #finish} the rest.
     */
    public void restore(List<OrderState> states) {
        follow(states);
    }

    /**
     * Repairs what is left, such as data that does not belong to a single order. This is the last part of a rebuild.
     *
     * @param progress must be told after each step, as in {@link #reconcile}
     */
    public void finish(JobProgress progress) {}

    /**
     * Returns what the store holds of an order, as it is there, for somebody who looks: JSON values, by names that mean
     * something for this store. Must cost little whatever the store holds, so it shows no more than
     * {@link ShownProducts}. The default tells nothing.
     *
     * @throws StoreException if the store is unavailable or overloaded
     */
    public Map<String, Object> holdings(OrderState order) {
        return Map.of();
    }
}
