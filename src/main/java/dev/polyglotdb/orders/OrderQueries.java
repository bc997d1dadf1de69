package dev.polyglotdb.orders;

import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads orders without loading entities. Each method executes one indexed query for any number of orders. */
@Repository
@UsesStore(Store.POSTGRES)
class OrderQueries {

    static final String BY_ID = withLinesAndPayment("select * from orders where id = any(:ids)");

    static final String BY_RANGE =
            withLinesAndPayment("select * from orders where id > :after and id <= :last", "o.id");

    static final String OF_USER = withLinesAndPayment("""
            select * from orders
            where user_id = :userId and (created_at, id) < (:before::timestamptz, :beforeId)
              and created_at >= :from::timestamptz and created_at < :to::timestamptz
              and (:status::text is null or status = :status)
            order by created_at desc, id desc
            limit :limit""");

    static final String NEXT_IDS = "select id from orders where id > :id order by id limit :limit";

    static final String PLACED_AT =
            "select exists (select from orders where user_id = :userId and created_at = :at::timestamptz)";

    private final JdbcClient jdbc;

    OrderQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns these orders, newest first. Ids without an order are left out. */
    List<OrderState> find(Collection<Long> ids) {
        return jdbc.sql(BY_ID).param("ids", ids.toArray(Long[]::new)).query(OrderQueries::states);
    }

    /** Returns the orders of a range of ids, by id. */
    List<OrderState> between(long after, long last) {
        return jdbc.sql(BY_RANGE).param("after", after).param("last", last).query(OrderQueries::states);
    }

    long lastId() {
        return jdbc.sql("select coalesce(max(id), 0) from orders")
                .query(Long.class)
                .single();
    }

    /** Returns the next {@code limit} order ids greater than this one, in ascending order. */
    List<Long> idsAfter(long id, int limit) {
        return jdbc.sql(NEXT_IDS)
                .param("id", id)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    /** Returns whether the user has an order that was placed at exactly this time. */
    boolean exists(long userId, Instant createdAt) {
        return jdbc.sql(PLACED_AT)
                .param("userId", userId)
                .param("at", createdAt.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /**
     * Returns the orders of a user, newest first.
     *
     * @param after the position of the last order of the previous page; null for the first page
     */
    List<OrderView> ofUser(long userId, OrderFilter filter, @Nullable OrderPosition after, int limit) {
        return jdbc
                .sql(OF_USER)
                .param("userId", userId)
                .param("before", bound(after == null ? null : after.createdAt(), OffsetDateTime.MAX))
                .param("beforeId", after == null ? Long.MAX_VALUE : after.id())
                .param("from", bound(filter.from(), OffsetDateTime.MIN))
                .param("to", bound(filter.to(), OffsetDateTime.MAX))
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .param("limit", limit)
                .query(OrderQueries::states)
                .stream()
                .map(OrderState::view)
                .toList();
    }

    /**
     * Returns a bound for the driver, which knows how PostgreSQL writes years before 1 and after 9999, and infinity.
     */
    private static OffsetDateTime bound(@Nullable Instant time, OffsetDateTime unlessGiven) {
        return time == null ? unlessGiven : time.atOffset(ZoneOffset.UTC);
    }

    private static String withLinesAndPayment(String select) {
        return withLinesAndPayment(select, "o.created_at desc, o.id desc");
    }

    /** Users are joined. For a condition, {@code not exists}, PostgreSQL would read all of them each time. */
    private static String withLinesAndPayment(String select, String sort) {
        return """
                select o.*, u.id is null as erased,
                       p.id as payment_id, p.method, p.status as payment_status, p.reference,
                       i.product_id, i.name, i.quantity, i.unit_price
                from (%s) o
                left join users u on u.id = o.user_id
                join payments p on p.order_id = o.id
                join order_items i on i.order_id = o.id
                order by %s, i.position""".formatted(select, sort);
    }

    /** Assembles orders from the rows; each row is one line of an order. */
    private static List<OrderState> states(ResultSet row) throws SQLException {
        var states = new ArrayList<OrderState>();
        var lines = new ArrayList<OrderView.Line>();
        while (row.next()) {
            if (states.isEmpty() || states.get(states.size() - 1).view().id() != row.getLong("id")) {
                lines = new ArrayList<>();
                states.add(state(row, lines));
            }
            lines.add(line(row));
        }
        return states;
    }

    private static OrderState state(ResultSet row, List<OrderView.Line> lines) throws SQLException {
        var payment = new OrderView.PaymentView(
                row.getLong("payment_id"),
                PaymentStatus.valueOf(row.getString("payment_status")),
                PaymentMethod.valueOf(row.getString("method")));
        var view = new OrderView(
                row.getLong("id"),
                row.getLong("user_id"),
                OrderStatus.valueOf(row.getString("status")),
                lines,
                money(row, "total"),
                payment,
                row.getTimestamp("created_at").toInstant(),
                null);
        var cancelledAt = row.getTimestamp("cancelled_at");
        return new OrderState(
                view,
                row.getLong("version"),
                cancelledAt == null ? null : cancelledAt.toInstant(),
                row.getObject("reference", UUID.class),
                row.getBoolean("erased"));
    }

    private static OrderView.Line line(ResultSet row) throws SQLException {
        var price = money(row, "unit_price");
        var quantity = row.getInt("quantity");
        return new OrderView.Line(
                row.getString("product_id"), row.getString("name"), quantity, price, price.times(quantity));
    }

    private static Money money(ResultSet row, String amount) throws SQLException {
        return new Money(row.getBigDecimal(amount), row.getString("currency")).normalized();
    }
}
