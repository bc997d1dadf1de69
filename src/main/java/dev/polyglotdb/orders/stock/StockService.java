package dev.polyglotdb.orders.stock;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Manages the stock of the products for orders. */
@Service
public class StockService {

    private static final ProblemType OUT_OF_STOCK =
            new ProblemType("out-of-stock", "Not enough in stock", HttpStatus.CONFLICT);

    /** A product with less stock than requested. */
    record Shortage(String productId, int requested, int available) {}

    private final StockRepository stockRepository;

    StockService(StockRepository stockRepository) {
        this.stockRepository = stockRepository;
    }

    /** Sets the stock of a product and starts to track it. The product need not exist yet. */
    public void set(String productId, int onHand) {
        stockRepository.set(productId, onHand);
    }

    /**
     * Takes all of these quantities or none, as part of the current transaction, and notes what was taken of which row.
     *
     * @param orderId the order that takes them, and may give them back
     * @param quantities how many, by product; a product that is not tracked never runs out
     * @throws ProblemException (409) naming every product of which there is not enough
     */
    public void take(long orderId, Map<String, Integer> quantities) {
        var onHand = stockRepository.lock(quantities.keySet());
        var tracked = new LinkedHashMap<>(quantities);
        tracked.keySet().retainAll(onHand.keySet());
        var shortages = tracked.entrySet().stream()
                .map(asked -> new Shortage(asked.getKey(), asked.getValue(), onHand.getOrDefault(asked.getKey(), 0)))
                .filter(shortage -> shortage.requested() > shortage.available())
                .toList();
        if (!shortages.isEmpty()) {
            throw outOfStock(shortages);
        }
        if (!tracked.isEmpty()) {
            stockRepository.deduct(orderId, tracked);
        }
    }

    /**
     * Gives back what the order took, as part of the current transaction. The second call for an order changes nothing.
     * Units return only to the very row that they were taken from. So a product that was not tracked then gets nothing,
     * and neither does a new product under the id of a deleted one.
     */
    public void giveBack(long orderId) {
        var taken = stockRepository.takenBy(orderId);
        if (!taken.isEmpty()) {
            stockRepository.lock(taken);
            stockRepository.restore(orderId);
        }
    }

    /** Forgets what the order took, as part of the current transaction: it can't give anything back any more. */
    public void forget(long orderId) {
        stockRepository.forget(orderId);
    }

    static ProblemException outOfStock(List<Shortage> shortages) {
        return new ProblemException(OUT_OF_STOCK, "There is not enough of every product.", Map.of("items", shortages));
    }
}
