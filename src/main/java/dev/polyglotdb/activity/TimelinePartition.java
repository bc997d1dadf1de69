package dev.polyglotdb.activity;

/**
 * A part of a timeline that Cassandra keeps together.
 *
 * @param <K> the id of its owner: {@code Long} for a user, {@code String} for a product
 */
record TimelinePartition<K>(K owner, TimeBucket bucket) {

    TimelinePartition<K> marked() {
        return new TimelinePartition<>(owner, bucket.marked());
    }
}
