package dev.polyglotdb.orders.stock;

import dev.polyglotdb.platform.stores.PostgresTransactions;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import dev.polyglotdb.platform.web.ValidationException;
import dev.polyglotdb.products.ProductDeleted;
import dev.polyglotdb.products.ProductService;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Shows and sets the stock of products that exist, and forgets that of deleted ones. */
@Service
class StockAdministration {

    private static final ProblemType UNTRACKED =
            new ProblemType("stock-untracked", "The stock of this product is not counted", HttpStatus.CONFLICT);

    private final StockRepository stockRepository;
    private final ProductService products;
    private final PostgresTransactions transactions;

    StockAdministration(StockRepository stockRepository, ProductService products, PostgresTransactions transactions) {
        this.stockRepository = stockRepository;
        this.products = products;
        this.transactions = transactions;
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
            removeStockOf(productId);
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
     * @throws StoreException if it is not known whether the stock has changed; trying again might change it twice
     */
    StockLevel change(String productId, int change) {
        mustExist(productId);
        try {
            return StockLevel.of(productId, transactions.execute(() -> {
                var changed = changed(productId, change);
                stockRepository.set(productId, changed);
                return changed;
            }));
        } catch (StoreException failure) {
            throw failure.advising("The stock may have changed. Look how many there are before you try again.");
        }
    }

    /** Returns the new stock of a product, whose row is locked from now on. */
    private int changed(String productId, int change) {
        var onHand = stockRepository.lock(List.of(productId)).get(productId);
        if (onHand == null) {
            throw new ProblemException(UNTRACKED, "Nobody counts this product. Set its stock first.");
        }
        var changed = (long) onHand + change;
        if (changed < 0) {
            throw StockService.outOfStock(List.of(new StockService.Shortage(productId, -change, onHand)));
        }
        if (change > 0 && changed > NewStock.MAX) {
            throw new ValidationException(
                    FieldProblem.of("change", "must leave at most " + NewStock.MAX + " in stock"));
        }
        return (int) changed;
    }

    /** @throws StoreUnavailableException if the row may still exist; the deletion then fails and has to be repeated */
    @EventListener
    void removeStockOf(ProductDeleted event) {
        removeStockOf(event.productId());
    }

    /**
     * Removes the stock unless the product was made anew meanwhile: it may be the stock of the new one. The catalog is
     * asked while the row is locked. Whoever makes the product after that can set its stock only once this row is gone.
     */
    private void removeStockOf(String productId) {
        transactions.execute(() -> {
            var hasStock = !stockRepository.lock(List.of(productId)).isEmpty();
            if (hasStock && !exists(productId)) {
                stockRepository.remove(productId);
            }
        });
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
