package dev.polyglotdb.orders;

import dev.polyglotdb.products.ProductDeleted;
import dev.polyglotdb.products.ProductService;
import dev.polyglotdb.web.ProblemException;
import dev.polyglotdb.web.StoreUnavailableException;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** The stock of the products. */
@Service
public class StockService {

    private final Stock stock;
    private final ProductService products;

    StockService(Stock stock, ProductService products) {
        this.stock = stock;
        this.products = products;
    }

    /** Sets how many there are of a product, and begins to track it; also of one that is yet to come into the catalog. */
    public void set(String productId, int onHand) {
        stock.set(productId, onHand);
    }

    /** @throws ProblemException (404) if there is no such product */
    StockLevel get(String productId) {
        mustExist(productId);
        return StockLevel.of(productId, stock.onHand(productId).orElse(null));
    }

    /**
     * Sets how many there are of a product, and begins to track it.
     *
     * @throws ProblemException (404) if there is no such product
     */
    StockLevel replace(String productId, int onHand) {
        mustExist(productId);
        stock.set(productId, onHand);
        // No transaction spans both stores. A product that still exists will take the row with it when it is deleted;
        // one that
        // was deleted in between may have done so before there was a row.
        if (!exists(productId)) {
            stock.remove(productId);
            throw notFound();
        }
        return StockLevel.of(productId, onHand);
    }

    /** @throws StoreUnavailableException if the row may still be there, so that the deletion fails and is repeated */
    @EventListener
    void removeStockOf(ProductDeleted deleted) {
        stock.remove(deleted.productId());
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
