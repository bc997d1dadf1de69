package dev.polyglotdb.orders.stock;

import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.platform.web.ProblemException;
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

    StockService(StockRepository stockRepository, ProductService products) {
        this.stockRepository = stockRepository;
        this.products = products;
    }

    /** Sets the stock of a product and starts to track it. The product need not exist yet. */
    public void set(String productId, int onHand) {
        stockRepository.set(productId, onHand);
    }

    /**
     * Takes all of these quantities or none, as part of the current transaction.
     *
     * @param quantities the quantity of each product, by product id
     * @throws ProblemException (409) naming every product that is out of stock
     */
    public void take(Map<String, Integer> quantities) {
        stockRepository.take(quantities);
    }

    /**
     * Returns the quantities that {@link #take} took, for products that are tracked, as part of the current
     * transaction.
     */
    public void giveBack(Map<String, Integer> quantities) {
        stockRepository.giveBack(quantities);
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
        // No transaction spans both stores, so the product may have been deleted before this row was written. Its
        // deletion then did not remove the row, and it must be removed here. If the product still exists, a later
        // deletion removes the row.
        if (!exists(productId)) {
            stockRepository.remove(productId);
            throw notFound();
        }
        return StockLevel.of(productId, onHand);
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
