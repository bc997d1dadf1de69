package dev.polyglotdb.orders.followers;

/**
 * A job that rebuilds a store from PostgreSQL.
 *
 * @param target the name of the follower
 * @param processed the number of orders processed so far
 * @param total the number of all orders
 */
record ProjectionJob(long id, String target, Status status, long processed, long total) {

    enum Status {
        RUNNING,
        COMPLETED,
        FAILED
    }
}
