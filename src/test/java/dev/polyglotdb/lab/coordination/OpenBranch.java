package dev.polyglotdb.lab.coordination;

import dev.polyglotdb.lab.Disagreement;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Time;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;

/** A branch with its customers, whose application is killed and started again. */
final class OpenBranch implements AutoCloseable {

    private static final int FIRST = 16;
    private static final int LATEST_MILLIS = 400;

    private final String side;
    private final Branch branch;
    private final int number;
    private final boolean withKeys;
    private OrderingCustomers orderingCustomers;
    private long after;
    private Instance instance;

    /**
     * @param number of customers
     * @param withKeys whether they send the same key when they repeat a request
     * @param forLong whether it is measured, and not only killed
     */
    OpenBranch(String side, Branch branch, int number, boolean withKeys, boolean forLong) throws Exception {
        this.side = side;
        this.branch = branch;
        this.number = number;
        this.withKeys = withKeys;
        branch.open();
        instance = forLong ? branch.startForLong() : branch.start();
        try {
            orderingCustomers = new OrderingCustomers(instance.client(), number, withKeys);
            after = lastOrder();
        } catch (SQLException | RuntimeException | Error e) {
            instance.close();
            throw e;
        }
    }

    String side() {
        return side;
    }

    OrderingCustomers customers() {
        return orderingCustomers;
    }

    Instance instance() {
        return instance;
    }

    /** Lets others come. From now on, only their orders count. */
    void invite() throws SQLException {
        orderingCustomers = new OrderingCustomers(instance.client(), number, withKeys);
        after = lastOrder();
    }

    private long lastOrder() throws SQLException {
        return branch.sql().number("select max(id) from %s.orders".formatted(branch.name()));
    }

    /** Places some orders while nothing fails, and insists that each store has each of them once. */
    void check() throws Disagreement {
        try (var ordering = orderingCustomers.orderAt(instance.client())) {
            orderingCustomers.awaitMore(FIRST);
        }
        var count = settled();
        if (!count.equals(Count.CLEAN)) {
            throw new Disagreement("%s, without any kill: %s".formatted(side, count));
        }
    }

    /** Kills the application at random in the middle of orders. */
    void kill(Random random) {
        try (var ordering = orderingCustomers.orderAt(instance.client())) {
            orderingCustomers.awaitMore(FIRST);
            Time.pass(Duration.ofMillis(random.nextInt(LATEST_MILLIS)));
            instance.kill();
        }
    }

    /** Starts it again. What was under way when it died need not wait until its claims expire. */
    void restart() throws SQLException {
        instance = branch.start();
        branch.expireClaims();
    }

    /** Answers what still waits, and counts once nothing is under way. */
    Count settled() {
        orderingCustomers.finish(instance.client());
        return stores().count(orderingCustomers);
    }

    /** Waits until all outbox entries are applied. */
    Stores stores() {
        var stores = new Stores(branch, after);
        stores.settle();
        return stores;
    }

    @Override
    public void close() throws SQLException {
        instance.close();
        branch.close();
    }
}
