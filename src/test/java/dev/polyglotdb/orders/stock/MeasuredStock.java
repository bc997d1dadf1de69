package dev.polyglotdb.orders.stock;

import dev.polyglotdb.platform.web.ProblemException;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The application's own stock in a schema of its own, to be measured. */
public final class MeasuredStock {

    /** The statement that locks the rows of an order's products. */
    public static final String LOCK = StockRepository.LOCK;

    /** The statement that takes, and notes what was taken. */
    public static final String TAKE = StockRepository.TAKE;

    private final StockService stock;

    /** @param postgres finds the tables of the application in its search path */
    public MeasuredStock(DataSource postgres) {
        stock = new StockService(new StockRepository(JdbcClient.create(postgres)));
    }

    /**
     * Takes all of these, or nothing, as part of the current transaction.
     *
     * @return false if there is not enough
     */
    public boolean take(long orderId, Map<String, Integer> quantities) {
        try {
            stock.take(orderId, quantities);
            return true;
        } catch (ProblemException outOfStock) {
            return false;
        }
    }
}
