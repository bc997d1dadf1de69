package dev.polyglotdb.orders.followers;

/**
 * The rebuilding of a store from PostgreSQL.
 *
 * @param target the name of the follower
 * @param processed how many orders have been gone through
 * @param total how many there are
 */
record ProjectionJob(long id, String target, Status status, long processed, long total) {

    enum Status {
        RUNNING,
        COMPLETED,
        FAILED
    }
}
