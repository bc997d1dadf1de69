package dev.polyglotdb.orders;

import org.springframework.stereotype.Service;

/** The stock of the products. */
@Service
public class StockService {

    private final Stock stock;

    StockService(Stock stock) {
        this.stock = stock;
    }

    /** Sets how many there are of a product, and begins to track it. */
    public void set(String productId, int onHand) {
        stock.set(productId, onHand);
    }
}
