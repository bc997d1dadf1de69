package dev.polyglotdb.resilience;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The contents of PostgreSQL, which are authoritative, and their contradictions. */
final class Ledger {

    /** An order as its followers must know it. */
    public record Entry(
            long id,
            long userId,
            String status,
            BigDecimal total,
            List<String> products,
            Instant createdAt,
            @Nullable Instant cancelledAt) {

        public boolean wasPlaced() {
            return !status.equals("PAYMENT_FAILED");
        }

        public boolean isActive() {
            return wasPlaced() && !status.equals("CANCELLED");
        }
    }

    /** Each query finds violations and returns them as text. */
    private static final List<String> CONTRADICTIONS = List.of("""
            select format('%s: %s on hand, of %s in the beginning %s are sold', i.product_id, s.on_hand, i.initial, sold.quantity)
            from unnest(:products::text[], :stock::int[]) as i (product_id, initial)
            left join stock s on s.product_id = i.product_id
            cross join lateral (
                select coalesce(sum(l.quantity), 0) as quantity from order_items l join orders o on o.id = l.order_id
                where l.product_id = i.product_id and o.status in ('PAID', 'SHIPPED', 'DELIVERED')) sold
            where s.on_hand is distinct from i.initial - sold.quantity or s.on_hand < 0""", """
            select format('order %s is %s, its payment %s by %s', o.id, o.status, p.status, p.method)
            from orders o left join payments p on p.order_id = o.id
            where o.user_id = any(:users) and (o.status, p.method, p.status) not in (
                ('PAID', 'CARD', 'CAPTURED'), ('SHIPPED', 'CARD', 'CAPTURED'), ('DELIVERED', 'CARD', 'CAPTURED'),
                ('PAID', 'INVOICE', 'INVOICED'), ('SHIPPED', 'INVOICE', 'INVOICED'), ('DELIVERED', 'INVOICE', 'INVOICED'),
                ('CANCELLED', 'CARD', 'REFUNDED'), ('CANCELLED', 'INVOICE', 'VOIDED'), ('PAYMENT_FAILED', 'CARD', 'DECLINED'))
                or o.user_id = any(:users) and p.id is null""", """
            select format('order %s costs %s, its lines %s', o.id, o.total, lines.total)
            from orders o cross join lateral (
                select sum(l.quantity * l.unit_price) as total from order_items l where l.order_id = o.id) lines
            where o.user_id = any(:users) and o.total is distinct from lines.total""", """
            select format('order %s: the payment of %s is %s, the gateway has %s %s', o.id, o.total, p.status, g.status, g.amount)
            from orders o join payments p on p.order_id = o.id
            left join simulated_gateway g on g.reference = p.reference
            where o.user_id = any(:users) and (
                p.status = 'CAPTURED' and (g.status, g.amount, g.currency) is distinct from ('CAPTURED', o.total, o.currency)
                or p.status = 'REFUNDED' and g.status is distinct from 'RELEASED'
                or p.status in ('INVOICED', 'VOIDED', 'DECLINED') and p.reference is not null)""", """
            select format('payment %s belongs to no order, and the gateway has it %s', g.reference, g.status)
            from simulated_gateway g left join payments p on p.reference = g.reference
            where p.id is null and g.reference <> all(:known) and g.status <> 'RELEASED'""", """
            select format('a key of user %s still waits for its answer: %s', user_id, key)
            from idempotency where user_id = any(:users) and order_id is null""");

    private static final String WITHOUT_KEY = """
            select format('order %s of user %s is not what any key led to', o.id, o.user_id) from orders o
            where o.user_id = any(:users) and o.user_id <> all(:gone)
            and not exists (select from idempotency i where i.user_id = o.user_id and i.order_id = o.id)""";

    private final JdbcClient jdbc;

    public Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<Entry> entries(World world) {
        return jdbc.sql("""
                        select o.*, (select array_agg(product_id order by position) from order_items where order_id = o.id) products
                        from orders o where user_id = any(:users) order by id""")
                .param("users", world.userIds())
                .query(Ledger::entry)
                .list();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        var cancelledAt = row.getTimestamp("cancelled_at");
        return new Entry(
                row.getLong("id"),
                row.getLong("user_id"),
                row.getString("status"),
                row.getBigDecimal("total"),
                List.of((String[]) row.getArray("products").getArray()),
                row.getTimestamp("created_at").toInstant(),
                cancelledAt == null ? null : cancelledAt.toInstant());
    }

    public List<String> contradictions(World world) {
        return CONTRADICTIONS.stream().flatMap(sql -> run(sql, world).stream()).toList();
    }

    /** Returns the orders that belong to no key. If every request had a key, only those of guests may be without. */
    public List<String> doubled(World world) {
        return run(WITHOUT_KEY, world);
    }

    /** Returns the orders that were acknowledged to a client but do not exist. */
    public List<String> lost(World world) {
        return jdbc.sql("""
                        select format('key %s led to order %s, now to %s', a.key, a.order_id, i.order_id)
                        from unnest(:keys::text[], :orders::bigint[]) as a (key, order_id)
                        left join idempotency i on i.key = a.key and i.user_id = any(:users)
                        left join orders o on o.id = a.order_id
                        where i.order_id is distinct from a.order_id and o.user_id <> all(:gone) or o.id is null""")
                .param("keys", world.acknowledged().keySet().toArray(String[]::new))
                .param("orders", world.acknowledged().values().toArray(Long[]::new))
                .param("users", world.userIds())
                .param("gone", world.guestIds().toArray(Long[]::new))
                .query(String.class)
                .list();
    }

    private List<String> run(String sql, World world) {
        var initial = world.shelves().values().stream().map(World.Shelf::initialStock);
        return jdbc.sql(sql)
                .params(Map.of(
                        "users", world.userIds(),
                        "gone", world.guestIds().toArray(Long[]::new),
                        "products", world.shelves().keySet().toArray(String[]::new),
                        "stock", initial.toArray(Integer[]::new),
                        "known", world.knownReferences().toArray(UUID[]::new)))
                .query(String.class)
                .list();
    }
}
