package dev.polyglotdb.orders;

import dev.polyglotdb.platform.outbox.OutboxSink;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.util.List;
import java.util.Set;

/**
 * A store that follows the orders. To add one, extend this class and declare it as a bean: orders are promised to it, it shows
 * in {@code projections}, and it can be checked and rebuilt, all by its name.
 *
 * <p>It is told again and again until it succeeds, in any instance, at times twice at once and late. So everything here must be
 * idempotent and must write an order's present state, never a change.
 */
public abstract class OrderFollower implements OutboxSink {

    private final String name;
    private final Store store;
    private final OrderScan orderScan;

    /**
     * @param name what outbox rows, jobs and the API call it; it must never change
     * @param store where the follower keeps what it makes of the orders
     */
    protected OrderFollower(String name, Store store, OrderScan orderScan) {
        this.name = name;
        this.store = store;
        this.orderScan = orderScan;
    }

    @Override
    public final String name() {
        return name;
    }

    /** The store that is compared with PostgreSQL. */
    public final Store store() {
        return store;
    }

    /** All orders, to compare with and to rebuild from. */
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
     * @throws StoreUnavailableException if the store is away
     */
    protected abstract void follow(List<OrderState> states);

    /**
     * Fails soon if the store is away, before anything that takes long is begun.
     *
     * @throws StoreUnavailableException if it is away
     */
    public void requireStore() {}

    /**
     * Compares the store with PostgreSQL, while both change. It reports only differences that persist, and takes as long as it
     * takes to go through all orders and all that the store has of them.
     */
    public abstract Reconciliation reconcile();

    /** How many orders are best restored at once. */
    public int batchSize() {
        return 64;
    }

    /**
     * Removes what no order accounts for; the first step of a rebuild.
     *
     * @param alive to be called after each piece of the work; ends it by throwing when it must not go on
     */
    public abstract void prune(Runnable alive);

    /**
     * Brings the store in line with these orders whatever it has of them; the second step of a rebuild. Where {@link #follow}
     * does that already, it is enough.
     */
    public void restore(List<OrderState> states) {
        follow(states);
    }

    /**
     * Mends what does not belong to a single order; the last step of a rebuild.
     *
     * @param alive as in {@link #prune}
     */
    public void finish(Runnable alive) {}
}
