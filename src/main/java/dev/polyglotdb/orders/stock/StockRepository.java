package dev.polyglotdb.orders.stock;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import dev.polyglotdb.platform.web.ValidationException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stores the stock of each product. A product without a row is not tracked and never runs out. Rows are always locked
 * in the order of their product ids, so that orders with common products do not deadlock.
 */
@Repository
@UsesStore(Store.POSTGRES)
class StockRepository {

    static final String LOCK =
            "select product_id, on_hand from stock where product_id = any(:ids) order by product_id for update";

    static final String TAKE = """
            with taken as (
                update stock s set on_hand = s.on_hand - t.quantity
                from unnest(:ids::text[], :quantities::int[]) as t (product_id, quantity)
                where s.product_id = t.product_id
                returning s.product_id, s.id, t.quantity)
            insert into stock_takings (order_id, product_id, stock_id, quantity)
            select :orderId, product_id, id, quantity from taken""";

    private static final String GIVE_BACK = """
            with given as (
                delete from stock_takings where order_id = :orderId returning stock_id, quantity)
            update stock s set on_hand = s.on_hand + g.quantity from given g where s.id = g.stock_id""";

    static final String ON_HAND = "select on_hand from stock where product_id = :productId";

    static final String REMOVE = "delete from stock where product_id = :productId";

    private static final ProblemType OUT_OF_STOCK =
            new ProblemType("out-of-stock", "Not enough in stock", HttpStatus.CONFLICT);

    private static final ProblemType UNTRACKED =
            new ProblemType("stock-untracked", "The stock of this product is not counted", HttpStatus.CONFLICT);

    /** A product with less stock than requested. */
    record Shortage(String productId, int requested, int available) {}

    private final JdbcClient jdbc;

    StockRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes all of these, or nothing, and notes what was taken of which row.
     *
     * @throws ProblemException (409) naming every product that is out of stock
     */
    void take(long orderId, Map<String, Integer> quantities) {
        var onHand = lock(quantities.keySet());
        var shortages = quantities.entrySet().stream()
                .map(asked -> new Shortage(
                        asked.getKey(), asked.getValue(), onHand.getOrDefault(asked.getKey(), Integer.MAX_VALUE)))
                .filter(shortage -> shortage.requested() > shortage.available())
                .toList();
        if (!shortages.isEmpty()) {
            throw outOfStock(shortages);
        }
        if (!onHand.isEmpty()) {
            var tracked = onHand.keySet();
            jdbc.sql(TAKE)
                    .param("orderId", orderId)
                    .param("ids", tracked.toArray(String[]::new))
                    .param(
                            "quantities",
                            tracked.stream()
                                    .map(id -> quantities.getOrDefault(id, 0))
                                    .toArray(Integer[]::new))
                    .update();
        }
    }

    /** Gives back what the order took, to the very rows it was taken from, if they are still there; once. */
    void giveBack(long orderId) {
        var taken = jdbc.sql("select product_id from stock_takings where order_id = :orderId")
                .param("orderId", orderId)
                .query(String.class)
                .list();
        if (!taken.isEmpty()) {
            lock(taken);
            jdbc.sql(GIVE_BACK).param("orderId", orderId).update();
        }
    }

    /**
     * Changes the stock of a product, as part of the current transaction.
     *
     * @return the new stock
     * @throws ProblemException (409) if the product is not tracked or has fewer units than go
     * @throws ValidationException if the stock would exceed {@link NewStock#MAX}
     */
    int change(String productId, int change) {
        var onHand = lock(List.of(productId)).get(productId);
        if (onHand == null) {
            throw new ProblemException(UNTRACKED, "Nobody counts this product. Set its stock first.");
        }
        var changed = (long) onHand + change;
        if (changed < 0) {
            throw outOfStock(List.of(new Shortage(productId, -change, onHand)));
        }
        if (change > 0 && changed > NewStock.MAX) {
            throw new ValidationException(
                    FieldProblem.of("change", "must leave at most " + NewStock.MAX + " in stock"));
        }
        set(productId, (int) changed);
        return (int) changed;
    }

    private static ProblemException outOfStock(List<Shortage> shortages) {
        return new ProblemException(OUT_OF_STOCK, "There is not enough of every product.", Map.of("items", shortages));
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
}
