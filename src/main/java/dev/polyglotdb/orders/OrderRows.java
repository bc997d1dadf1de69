package dev.polyglotdb.orders;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the rows of an order as they are, but for secrets: the gateway's reference and the leases of workers. */
@Repository
@UsesStore(Store.POSTGRES)
class OrderRows {

    private final JdbcClient jdbc;

    OrderRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns all rows of an order. It has at most 100 items, so they are few. */
    Map<String, Object> of(long orderId) {
        var rows = new LinkedHashMap<String, Object>();
        rows.put("order", rows("select * from orders where id = :id", orderId).get(0));
        rows.put("items", rows("select * from order_items where order_id = :id order by position", orderId));
        rows.put(
                "payment",
                rows("select id, order_id, method, status from payments where order_id = :id", orderId)
                        .get(0));
        rows.put("stockTakings", rows("select * from stock_takings where order_id = :id order by product_id", orderId));
        rows.put("outbox", rows("""
                        select id, sink, order_id, attempts, due_at, failed, last_error, created_at from outbox
                        where order_id = :id order by id""", orderId));
        return rows;
    }

    private List<Map<String, @Nullable Object>> rows(String select, long orderId) {
        return jdbc.sql(select)
                .param("id", orderId)
                .query((row, number) -> columns(row))
                .list();
    }

    private static Map<String, @Nullable Object> columns(ResultSet row) throws SQLException {
        var columns = new LinkedHashMap<String, @Nullable Object>();
        for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            var value = row.getObject(column);
            columns.put(
                    row.getMetaData().getColumnLabel(column),
                    value instanceof Timestamp time ? time.toInstant() : value);
        }
        return columns;
    }
}
