package dev.polyglotdb.lab.orders;

import java.util.List;

/**
 * What is sent to Cassandra. A row of stock is what an order took of a product; the static column is what is left. So
 * both change in one lightweight transaction.
 *
 * @param condition under which units may be taken, if {@code :seen} are what was read before
 */
record CassandraStatements(String condition) {

    static final CassandraStatements RIGHT = new CassandraStatements("IF on_hand = :seen");

    List<String> schema() {
        return List.of(
                "CREATE KEYSPACE IF NOT EXISTS lab_orders WITH replication ="
                        + " {'class': 'SimpleStrategy', 'replication_factor': 1}",
                "CREATE TABLE IF NOT EXISTS lab_orders.stock (product_id text, order_id bigint, quantity int,"
                        + " on_hand int STATIC, PRIMARY KEY (product_id, order_id))",
                "CREATE TABLE IF NOT EXISTS lab_orders.orders (user_id bigint, order_id bigint, status text,"
                        + " quantities map<text, int>, total decimal, payment uuid, PRIMARY KEY (user_id, order_id))");
    }

    String stock() {
        return "INSERT INTO lab_orders.stock (product_id, on_hand) VALUES (?, ?)";
    }

    String begin() {
        return "INSERT INTO lab_orders.orders (user_id, order_id, status, quantities, total)"
                + " VALUES (:user, :id, 'PENDING', :quantities, :total) IF NOT EXISTS";
    }

    String onHand() {
        return "SELECT on_hand FROM lab_orders.stock WHERE product_id = :product LIMIT 1";
    }

    String hold() {
        return """
                BEGIN BATCH
                UPDATE lab_orders.stock SET on_hand = :left WHERE product_id = :product %s;
                INSERT INTO lab_orders.stock (product_id, order_id, quantity) VALUES (:product, :id, :quantity);
                APPLY BATCH""".formatted(condition);
    }

    String pay() {
        return "UPDATE lab_orders.orders SET status = 'PAID', payment = :payment"
                + " WHERE user_id = :user AND order_id = :id IF status = 'PENDING'";
    }

    String refuse() {
        return "UPDATE lab_orders.orders SET status = 'REFUSED'"
                + " WHERE user_id = :user AND order_id = :id IF status = 'PENDING'";
    }

    String giveBack() {
        return """
                BEGIN BATCH
                UPDATE lab_orders.stock SET on_hand = :left WHERE product_id = :product IF on_hand = :seen;
                DELETE FROM lab_orders.stock WHERE product_id = :product AND order_id = :id IF EXISTS;
                APPLY BATCH""";
    }

    String status() {
        return "SELECT status FROM lab_orders.orders WHERE user_id = :user AND order_id = :id";
    }

    String noted() {
        return "SELECT quantity FROM lab_orders.stock WHERE product_id = :product AND order_id = :id";
    }

    String holds() {
        return "SELECT product_id, order_id, quantity, on_hand FROM lab_orders.stock";
    }

    String orders() {
        return "SELECT user_id, order_id, status, quantities, payment FROM lab_orders.orders";
    }

    /** Returns what is sent for an order, in this order. */
    List<String> steps() {
        return List.of(begin(), onHand(), hold(), pay(), refuse(), giveBack());
    }
}
