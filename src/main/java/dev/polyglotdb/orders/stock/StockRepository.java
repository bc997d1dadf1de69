package dev.polyglotdb.orders.stock;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stores the stock of each product. A product without a row is not tracked and never runs out. Rows are always locked
 * in the order of their ids. So orders with common products wait for each other instead of deadlocking.
 */
@Repository
@UsesStore(Store.POSTGRES)
class StockRepository {

    static final String LOCK =
            "select product_id, on_hand from stock where product_id = any(:ids) order by product_id for update";

    static final String ON_HAND = "select on_hand from stock where product_id = :productId";

    static final String REMOVE = "delete from stock where product_id = :productId";

    private static final ProblemType OUT_OF_STOCK =
            new ProblemType("out-of-stock", "Not enough in stock", HttpStatus.CONFLICT);

    /** A product with less stock than requested. */
    record Shortage(String productId, int requested, int available) {}

    private final JdbcClient jdbc;

    StockRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes all of these quantities or none.
     *
     * @throws ProblemException (409) naming every product that is out of stock
     */
    void take(Map<String, Integer> quantities) {
        var onHand = lock(quantities.keySet());
        var shortages = quantities.entrySet().stream()
                .map(asked -> new Shortage(
                        asked.getKey(), asked.getValue(), onHand.getOrDefault(asked.getKey(), Integer.MAX_VALUE)))
                .filter(shortage -> shortage.requested() > shortage.available())
                .toList();
        if (!shortages.isEmpty()) {
            throw new ProblemException(
                    OUT_OF_STOCK, "There is not enough of every product.", Map.of("items", shortages));
        }
        change(quantities, onHand.keySet(), -1);
    }

    /** Returns the quantities that {@link #take} took, for products that are tracked. */
    void giveBack(Map<String, Integer> quantities) {
        change(quantities, lock(quantities.keySet()).keySet(), 1);
    }

    /** Sets the stock of a product and starts to track it. */
    void set(String productId, int onHand) {
        jdbc.sql("""
                        insert into stock (product_id, on_hand) values (:productId, :onHand)
                        on conflict (product_id) do update set on_hand = excluded.on_hand""").param("productId", productId).param("onHand", onHand).update();
    }

    /** Returns the stock of a product; empty if it is not tracked. */
    Optional<Integer> onHand(String productId) {
        return jdbc.sql(ON_HAND)
                .param("productId", productId)
                .query(Integer.class)
                .optional();
    }

    /** Stops tracking a product. */
    void remove(String productId) {
        jdbc.sql(REMOVE).param("productId", productId).update();
    }

    private Map<String, Integer> lock(Collection<String> productIds) {
        return jdbc
                .sql(LOCK)
                .param("ids", productIds.toArray(String[]::new))
                .query((row, number) -> Map.entry(row.getString("product_id"), row.getInt("on_hand")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void change(Map<String, Integer> quantities, Collection<String> tracked, int sign) {
        if (tracked.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update stock s set on_hand = s.on_hand + c.delta
                        from unnest(:ids::text[], :deltas::int[]) as c (product_id, delta)
                        where s.product_id = c.product_id""")
                .param("ids", tracked.toArray(String[]::new))
                .param(
                        "deltas",
                        tracked.stream()
                                .map(id -> sign * quantities.getOrDefault(id, 0))
                                .toArray(Integer[]::new))
                .update();
    }
}
