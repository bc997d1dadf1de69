package dev.polyglotdb.activity;

import dev.polyglotdb.platform.web.Cursor;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * A position in a timeline: the sort key of the event before it. Positions have Cassandra's clustering
 * order, newest first.
 */
record TimelinePosition(Instant occurredAt, UUID eventId, long userId) implements Comparable<TimelinePosition> {

    private static final Comparator<TimelinePosition> OLDEST_FIRST = Comparator.comparing(TimelinePosition::occurredAt)
            .thenComparing(TimelinePosition::eventId, TimelinePosition::compareIds)
            .thenComparing(TimelinePosition::userId);

    /** The smallest UUID for Cassandra, which sorts UUIDs by version and, within most versions, by bytes. */
    private static final UUID LEAST = new UUID(0, 0);

    /** Returns the position after which all events are older than the given time. */
    static TimelinePosition before(Instant time) {
        return new TimelinePosition(time, LEAST, 0);
    }

    static TimelinePosition of(Cursor cursor) {
        return cursor.read(
                3,
                parts -> new TimelinePosition(
                        Instant.ofEpochMilli(Long.parseLong(parts.get(0))),
                        UUID.fromString(parts.get(1)),
                        Long.parseLong(parts.get(2))));
    }

    /** Compares as Cassandra does: by version, then by timestamp for version 1 and by bytes for all others. */
    private static int compareIds(UUID one, UUID other) {
        if (one.version() != other.version()) {
            return Integer.compare(one.version(), other.version());
        }
        var first = one.version() == 1
                ? Long.compare(one.timestamp(), other.timestamp())
                : Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return first != 0
                ? first
                : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    @Override
    public int compareTo(TimelinePosition other) {
        return OLDEST_FIRST.compare(other, this);
    }

    Cursor toCursor() {
        return Cursor.of(occurredAt.toEpochMilli(), eventId, userId);
    }
}
