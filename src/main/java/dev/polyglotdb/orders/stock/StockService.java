package dev.polyglotdb.orders.stock;

import dev.polyglotdb.platform.stores.PostgresTransactions;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ValidationException;
import dev.polyglotdb.products.ProductDeleted;
import dev.polyglotdb.products.ProductService;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Manages the stock of the products. */
@Service
public class StockService {

    private final StockRepository stockRepository;
    private final ProductService products;
    private final PostgresTransactions transactions;

    StockService(StockRepository stockRepository, ProductService products, PostgresTransactions transactions) {
        this.stockRepository = stockRepository;
        this.products = products;
        this.transactions = transactions;
    }

    /** Sets the stock of a product and starts to track it. The product need not exist yet. */
    public void set(String productId, int onHand) {
        stockRepository.set(productId, onHand);
    }

    /**
     * Takes all of these quantities or none, as part of the current transaction.
     *
     * @param orderId the order that takes them, and may give them back
     * @param quantities how many, by product; a product that is not tracked never runs out
     * @throws ProblemException (409) naming every product of which there is not enough
     */
    public void take(long orderId, Map<String, Integer> quantities) {
        stockRepository.take(orderId, quantities);
    }

    /**
     * Gives back what the order took, as part of the transaction that is open. What was not tracked then gets nothing,
     * nor does a new product under an old id. Twice is once.
     */
    public void giveBack(long orderId) {
        stockRepository.giveBack(orderId);
    }

    /** @throws ProblemException (404) if the product does not exist */
    StockLevel get(String productId) {
        mustExist(productId);
        return StockLevel.of(productId, stockRepository.onHand(productId).orElse(null));
    }

    /**
     * Sets the stock of a product and starts to track it.
     *
     * @throws ProblemException (404) if the product does not exist
     */
    StockLevel replace(String productId, int onHand) {
        mustExist(productId);
        stockRepository.set(productId, onHand);
        // No transaction spans both stores, so the product may have been deleted before this row was written. In that
        // case the deletion did not remove the row, so it is removed here. If the product still exists, a later
        // deletion removes the row.
        if (!exists(productId)) {
            stockRepository.remove(productId);
            throw notFound();
        }
        return StockLevel.of(productId, onHand);
    }

    /**
     * Changes the stock of a tracked product.
     *
     * @param change how many units come, or go if it is negative
     * @throws ProblemException (404) if the product does not exist, (409) if it is not tracked, or has fewer units than
     *     go
     * @throws ValidationException if the stock would be more than may be set
     */
    StockLevel change(String productId, int change) {
        mustExist(productId);
        return StockLevel.of(productId, transactions.execute(() -> stockRepository.change(productId, change)));
    }

    /** @throws StoreUnavailableException if the row may still exist; the deletion then fails and has to be repeated */
    @EventListener
    void removeStockOf(ProductDeleted event) {
        stockRepository.remove(event.productId());
    }

    private void mustExist(String productId) {
        if (!exists(productId)) {
            throw notFound();
        }
    }

    private boolean exists(String productId) {
        return !products.summaries(List.of(productId)).isEmpty();
    }

    private static ProblemException notFound() {
        return ProblemException.notFound("product with this id");
    }
}
