package dev.polyglotdb.orders.stock;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

    static final String TAKEN = "select product_id from stock_takings where order_id = :orderId";

    static final String RESTORE = """
            with given as (
                delete from stock_takings where order_id = :orderId returning product_id, stock_id, quantity)
            update stock s set on_hand = s.on_hand + g.quantity
            from given g where s.product_id = g.product_id and s.id = g.stock_id""";

    static final String FORGET = "delete from stock_takings where order_id = :orderId";

    private static final String SET = """
            insert into stock (product_id, on_hand) values (:productId, :onHand)
            on conflict (product_id) do update set on_hand = excluded.on_hand""";

    static final String ON_HAND = "select on_hand from stock where product_id = :productId";

    static final String REMOVE = "delete from stock where product_id = :productId";

    private final JdbcClient jdbc;

    StockRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the rows of these products until the end of the transaction, and returns the stock of the tracked ones. */
    Map<String, Integer> lock(Collection<String> productIds) {
        return jdbc
                .sql(LOCK)
                .param("ids", productIds.toArray(String[]::new))
                .query((row, number) -> Map.entry(row.getString("product_id"), row.getInt("on_hand")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Deducts the quantities from the rows of these products, which are locked, and notes the rows. */
    void deduct(long orderId, Map<String, Integer> quantities) {
        jdbc.sql(TAKE)
                .param("orderId", orderId)
                .param("ids", quantities.keySet().toArray(String[]::new))
                .param("quantities", quantities.values().toArray(Integer[]::new))
                .update();
    }

    /** Returns the products of which the order took some and has not given them back. */
    List<String> takenBy(long orderId) {
        return jdbc.sql(TAKEN).param("orderId", orderId).query(String.class).list();
    }

    /** Adds what the order took to the rows that it was taken from, if they are still there, and forgets the note. */
    void restore(long orderId) {
        jdbc.sql(RESTORE).param("orderId", orderId).update();
    }

    /** Forgets what the order took. */
    void forget(long orderId) {
        jdbc.sql(FORGET).param("orderId", orderId).update();
    }

    /** Sets the stock of a product and starts to track it. */
    void set(String productId, int onHand) {
        jdbc.sql(SET).param("productId", productId).param("onHand", onHand).update();
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
}
