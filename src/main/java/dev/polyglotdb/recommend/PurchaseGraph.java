package dev.polyglotdb.recommend;

import dev.polyglotdb.platform.stores.StoreUnavailableException;
import java.util.Collection;
import org.springframework.stereotype.Service;

/**
 * Makes the purchase graph agree with the states of orders. Every call is idempotent. It may come late or out of order,
 * and may run concurrently on several instances: the newest version of an order wins.
 */
@Service
public class PurchaseGraph {

    private final PurchaseRepository purchaseRepository;
    private final PurchaseLoader loader;

    PurchaseGraph(PurchaseRepository purchaseRepository, PurchaseLoader loader) {
        this.purchaseRepository = purchaseRepository;
        this.loader = loader;
    }

    /**
     * Applies these states in one transaction.
     *
     * @param states the states, at most one for each order
     * @throws StoreUnavailableException if Neo4j did not confirm the transaction in time; it may have
     *     taken effect nevertheless
     */
    public void apply(Collection<OrderPurchases> states) {
        if (!states.isEmpty()) {
            purchaseRepository.apply(states);
        }
    }

    /**
     * Has the same effect as {@link #apply}. It may use several transactions, and it is much faster for orders that the
     * graph does not know.
     *
     * @param states the states, at most one for each order
     * @throws StoreUnavailableException if Neo4j did not confirm a transaction in time
     */
    public void restore(Collection<OrderPurchases> states) {
        if (!states.isEmpty()) {
            loader.load(states);
        }
    }
}
