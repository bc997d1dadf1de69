package dev.polyglotdb.orders;

/**
 * The rebuilding of a store from PostgreSQL.
 *
 * @param processed how many orders have been gone through
 * @param total how many there are
 */
record ProjectionJob(long id, ProjectionTarget target, Status status, long processed, long total) {

    enum Status {
        RUNNING,
        COMPLETED,
        FAILED
    }
}
