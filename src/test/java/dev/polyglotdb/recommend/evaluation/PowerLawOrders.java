package dev.polyglotdb.recommend.evaluation;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Users, orders and their lines, made by PostgreSQL itself: who buys and what is bought follow power laws, so that one
 * product has a fifth as many buyers as there are users, and one user has 5,000 purchases of a million users' ten
 * million.
 *
 * @param users how many there are; ten purchases for each of them, in orders of 1 to 6 lines
 * @param products how many there are, called {@code scale-0} and so on
 */
record PowerLawOrders(int users, int products) {

    /**
     * Of the chance of a rank: {@code rank^(1/k - 1)}. With it the first of 20,000 products has 2 % of all purchases.
     */
    private static final double PRODUCTS_K = 2.6;

    private static final double USERS_K = 1.4;

    /** Beyond the ids that others use. */
    static final long FIRST = 1_000_000_000_000L;

    private long orders() {
        return users * 10L * 2 / 7;
    }

    private long heavyOrders() {
        return Math.max(20, users / 1000);
    }

    /** By a connection of its own: these statements take longer than the application would wait. */
    void make(JdbcConnectionDetails postgres, Consumer<String> progress) throws SQLException {
        try (var connection =
                DriverManager.getConnection(postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword())) {
            // Neither the time for checking each row's references nor for waiting for the disk.
            run(connection, "set session_replication_role = replica");
            run(connection, "set synchronous_commit = off");
            run(connection, "set max_parallel_workers_per_gather = 0");
            run(connection, "select setseed(0.42)");
            run(connection, """
                    insert into users (id, email, name, password_hash, created_at) overriding system value
                    select %1$d + n, 'scale-' || n, 'A user', '-', now() from generate_series(0, %2$d - 1) n""".formatted(FIRST, users));
            run(connection, """
                    insert into orders (id, user_id, status, total, currency, created_at, version)
                    select %1$d + n,
                           %1$d + case when n %% %2$d = 7 then 0 else floor(%3$d * power(random(), %4$s)) end::bigint,
                           'PAID', 1, 'USD', timestamptz '2025-01-01Z' + n * interval '1 year' / %5$d, 0
                    from generate_series(0, %5$d - 1) n""".formatted(FIRST, orders() / heavyOrders(), users, USERS_K, orders()));
            run(connection, """
                    insert into payments (id, order_id, method, status)
                    select id, id, 'INVOICE', 'INVOICED' from orders where id >= %d""".formatted(FIRST));
            progress.accept("orders are made");
            // The heavy user buys whatever there is.
            run(connection, """
                    insert into order_items (order_id, position, product_id, name, quantity, unit_price)
                    select id, line,
                           'scale-' || floor(%2$d * power(random(), case when user_id = %1$d then 1 else %3$s end)),
                           'A product', 1, 1
                    from orders, generate_series(0, case when user_id = %1$d then 4 else (id %% 6)::int end) line
                    where id >= %1$d""".formatted(FIRST, products, PRODUCTS_K));
            progress.accept("lines are made");
            run(connection, "analyze orders, order_items, payments, users");
        }
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (var jdbc = connection.createStatement()) {
            jdbc.execute(statement);
        }
    }
}
