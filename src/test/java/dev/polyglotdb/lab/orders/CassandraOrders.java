package dev.polyglotdb.lab.orders;

import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.QueryConsistencyException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Orders in Cassandra by lightweight transactions: a partition a product, and one a user with all of their orders. */
class CassandraOrders extends TwoPhaseOrders {

    private final CqlSession session;
    private final CassandraRequests requests;
    private final CassandraStatements statements;

    CassandraOrders(CqlSession session, CassandraStatements statements) {
        this.session = session;
        this.requests = new CassandraRequests(session);
        this.statements = statements;
    }

    @Override
    public void prepare(SortedMap<String, Integer> stock) {
        statements.schema().forEach(session::execute);
        session.execute("TRUNCATE lab_orders.stock");
        session.execute("TRUNCATE lab_orders.orders");
        stock.forEach((product, units) -> session.execute(statements.stock(), product, units));
    }

    @Override
    void begin(Checkout checkout) {
        apply(
                checkout,
                PENDING,
                statements.begin(),
                Map.of(
                        "user",
                        checkout.userId(),
                        "id",
                        checkout.id(),
                        "quantities",
                        checkout.quantities(),
                        "total",
                        checkout.total()));
    }

    @Override
    boolean decide(Checkout checkout, String status) {
        var values = new HashMap<String, Object>(Map.of("user", checkout.userId(), "id", checkout.id()));
        if (status.equals(PAID)) {
            values.put("payment", checkout.reference());
        }
        return apply(checkout, status, status.equals(PAID) ? statements.pay() : statements.refuse(), values);
    }

    /** Where Cassandra cannot tell whether it has done it, the order tells. */
    private boolean apply(Checkout checkout, String status, String statement, Map<String, Object> values) {
        try {
            return requests.ask(statement, values).getBoolean("[applied]");
        } catch (QueryConsistencyException unknown) {
            var row = requests.serially(statements.status(), Map.of("user", checkout.userId(), "id", checkout.id()));
            return row != null && status.equals(row.getString("status")) || apply(checkout, status, statement, values);
        }
    }

    @Override
    boolean hold(Hold hold) {
        for (var onHand = onHand(hold); onHand >= hold.quantity(); ) {
            try {
                var row = requests.ask(
                        statements.hold(),
                        Map.of(
                                "left",
                                onHand - hold.quantity(),
                                "product",
                                hold.productId(),
                                "seen",
                                onHand,
                                "id",
                                hold.orderId(),
                                "quantity",
                                hold.quantity()));
                if (row.getBoolean("[applied]")) {
                    return true;
                }
                onHand = row.getInt("on_hand");
            } catch (QueryConsistencyException unknown) {
                if (isNoted(hold.productId(), hold.orderId())) {
                    return true;
                }
                onHand = onHand(hold);
            }
        }
        return false;
    }

    @Override
    void giveBack(Hold hold) {
        while (isNoted(hold.productId(), hold.orderId())) {
            var onHand = onHand(hold);
            try {
                requests.ask(
                        statements.giveBack(),
                        Map.of(
                                "left",
                                onHand + hold.quantity(),
                                "product",
                                hold.productId(),
                                "seen",
                                onHand,
                                "id",
                                hold.orderId()));
            } catch (QueryConsistencyException unknown) {
                // The next look tells.
            }
        }
    }

    private int onHand(Hold hold) {
        return requests.ask(statements.onHand(), Map.of("product", hold.productId()))
                .getInt(0);
    }

    private boolean isNoted(String productId, long orderId) {
        return requests.serially(statements.noted(), Map.of("product", productId, "id", orderId)) != null;
    }

    /** What a product has noted stays: it tells later which order took what. */
    @Override
    void settle(long orderId, Collection<String> products) {}

    @Override
    Collection<Checkout> pending() {
        return session.execute(statements.orders()).all().stream()
                .filter(row -> PENDING.equals(row.getString("status")))
                .map(row ->
                        new Checkout(row.getLong("order_id"), row.getLong("user_id"), quantities(row), new UUID(0, 0)))
                .toList();
    }

    @Override
    Collection<Hold> holds() {
        // No other read sees what a lightweight transaction has decided and, being killed, not written.
        books().onHand().keySet().forEach(product -> isNoted(product, 0));
        var holds = new ArrayList<Hold>();
        for (var row : session.execute(statements.holds())) {
            if (!row.isNull("order_id")) {
                holds.add(new Hold(row.getString("product_id"), row.getLong("order_id"), row.getInt("quantity")));
            }
        }
        return holds;
    }

    /** Once the driver has failed to read the schema, all DDL hangs: github.com/scylladb/java-driver/issues/841. */
    @Override
    public void reconnect() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> session.execute("SELECT key FROM system.local").one() != null
                        && session.checkSchemaAgreement());
    }

    @Override
    public Books books() {
        var onHand = new TreeMap<String, Integer>();
        for (var row : session.execute(statements.holds())) {
            onHand.put(row.getString("product_id"), row.getInt("on_hand"));
        }
        var sold = new HashMap<Long, Map<String, Integer>>();
        var paid = new HashSet<Long>();
        for (var row : session.execute(statements.orders())) {
            if (PAID.equals(row.getString("status"))) {
                sold.put(row.getLong("order_id"), quantities(row));
            }
            if (!row.isNull("payment")) {
                paid.add(row.getLong("order_id"));
            }
        }
        return new Books(onHand, sold, paid);
    }

    @Override
    public void drop() {
        session.execute("DROP KEYSPACE IF EXISTS lab_orders");
    }

    private static SortedMap<String, Integer> quantities(Row row) {
        return new TreeMap<>(row.getMap("quantities", String.class, Integer.class));
    }
}
