package dev.polyglotdb.lab.orders;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.lab.Sql;
import dev.polyglotdb.orders.stock.MeasuredStock;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The application's tables in PostgreSQL, its own stock, and the statements of its transaction one after the other. */
class PostgresOrders implements OrderStore {

    static final String ORDER = "insert into orders (id, user_id, status, total, currency, created_at, version)"
            + " values (?, ?, 'PAID', ?, 'EUR', now(), 0)";
    static final String ITEM = "insert into order_items (order_id, position, product_id, name, quantity, unit_price)"
            + " values (?, ?, ?, ?, ?, ?)";
    static final String PAYMENT =
            "insert into payments (id, order_id, method, status, reference) values (?, ?, 'CARD', 'CAPTURED', ?)";

    private static final String SOLD =
            "select order_id, product_id, quantity from order_items i join orders o on o.id = order_id"
                    + " where o.status = 'PAID'";

    private final JdbcTemplate jdbc;
    private final Sql sql;
    private final PlatformTransactionManager transactionManager;
    private final MeasuredStock measuredStock;

    /** @param postgres finds the tables of the application in its search path */
    PostgresOrders(DataSource postgres) {
        jdbc = new JdbcTemplate(postgres);
        sql = new Sql(postgres);
        transactionManager = new DataSourceTransactionManager(postgres);
        measuredStock = new MeasuredStock(postgres);
    }

    final JdbcTemplate jdbc() {
        return jdbc;
    }

    /** Returns how PostgreSQL executes each statement of an order, by name. */
    final Map<String, String> plans(Checkout checkout) throws SQLException {
        var product = checkout.quantities().firstKey();
        var ids = checkout.quantities().keySet().toArray(String[]::new);
        var quantities = checkout.quantities().values().toArray(Integer[]::new);
        var statements = new LinkedHashMap<String, Sql.Statement>();
        statements.put("Make the order", statement(ORDER, checkout.id(), checkout.userId(), checkout.total()));
        statements.put(
                "Add a line", statement(ITEM, checkout.id(), 0, product, product, quantities[0], Checkout.PRICE));
        statements.put("Keep the payment", statement(PAYMENT, checkout.id(), checkout.id(), checkout.reference()));
        statements.put("Lock the stock", statement(MeasuredStock.LOCK, (Object) ids));
        statements.put("Take the stock", statement(MeasuredStock.TAKE, ids, quantities, checkout.id()));
        var plans = sql.plans(List.copyOf(statements.values())).iterator();
        return statements.keySet().stream()
                .collect(Collectors.toMap(name -> name, name -> plans.next(), (one, other) -> one, LinkedHashMap::new));
    }

    private static Sql.Statement statement(String text, Object... parameters) {
        return new Sql.Statement(text.replaceAll("(?<!:):\\w+", "?"), List.of(parameters));
    }

    /** Returns the bytes of all tables with their indexes. */
    @Override
    public OptionalLong bytes() throws SQLException {
        return OptionalLong.of(
                sql.number("select sum(pg_total_relation_size(name::regclass)) from unnest(array['orders',"
                        + " 'order_items', 'payments', 'stock', 'stock_takings']) name"));
    }

    @Override
    public void prepare(SortedMap<String, Integer> stock) throws Exception {
        drop();
        sql.execute("""
                insert into users (id, email, name, password_hash, created_at) overriding system value
                select n, 'user' || n || '@example.com', 'User', '', now() from generate_series(1, %d) n""".formatted(Checkout.USERS));
        sql.copy(
                "stock (product_id, on_hand)",
                stock.entrySet().stream()
                        .map(each -> "%s\t%d\n".formatted(each.getKey(), each.getValue()))
                        .collect(Collectors.joining()));
        sql.execute("vacuum analyze users, stock");
    }

    /** A template would log each failure, of which a kill makes many. */
    @Override
    public boolean place(Checkout checkout) {
        var status = transactionManager.getTransaction(null);
        try {
            var placed = write(checkout);
            if (placed) {
                transactionManager.commit(status);
            } else {
                transactionManager.rollback(status);
            }
            return placed;
        } finally {
            if (!status.isCompleted()) {
                transactionManager.rollback(status);
            }
        }
    }

    private boolean write(Checkout checkout) {
        jdbc.update(ORDER, checkout.id(), checkout.userId(), checkout.total());
        jdbc.batchUpdate(
                ITEM,
                checkout.quantities().entrySet().stream()
                        .map(line -> new Object[] {
                            checkout.id(),
                            checkout.quantities().headMap(line.getKey()).size(),
                            line.getKey(),
                            line.getKey(),
                            line.getValue(),
                            Checkout.PRICE
                        })
                        .toList());
        jdbc.update(PAYMENT, checkout.id(), checkout.id(), checkout.reference());
        // Last, as in the application, because it locks rows until the commit.
        return measuredStock.take(checkout.id(), checkout.quantities());
    }

    @Override
    public void reconnect() {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> sql.number("select 1") == 1);
    }

    @Override
    public Books books() {
        var onHand = new TreeMap<String, Integer>();
        jdbc.query("select product_id, on_hand from stock", row -> {
            onHand.put(row.getString(1), row.getInt(2));
        });
        var sold = new HashMap<Long, Map<String, Integer>>();
        jdbc.query(SOLD, row -> {
            sold.computeIfAbsent(row.getLong(1), id -> new TreeMap<>()).put(row.getString(2), row.getInt(3));
        });
        return new Books(onHand, sold, new HashSet<>(jdbc.queryForList("select order_id from payments", Long.class)));
    }

    @Override
    public void drop() throws Exception {
        sql.execute("truncate users, orders, order_items, payments, stock, stock_takings");
    }
}
