package dev.polyglotdb.activity;

/**
 * A part of a timeline that is one partition in Cassandra.
 *
 * @param <K> the type of the owner's id: {@code Long} for a user, {@code String} for a product
 */
record TimelinePartition<K>(K owner, TimeBucket bucket) {

    TimelinePartition<K> marked() {
        return new TimelinePartition<>(owner, bucket.marked());
    }
}
