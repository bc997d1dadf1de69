package dev.polyglotdb.activity;

import dev.polyglotdb.platform.web.Cursor;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/** A place in a timeline: the sort key of the event before it. In Cassandra's own order, the newest first. */
record TimelinePosition(Instant occurredAt, UUID eventId, long userId) implements Comparable<TimelinePosition> {

    private static final Comparator<TimelinePosition> OLDEST_FIRST = Comparator.comparing(TimelinePosition::occurredAt)
            .thenComparing(TimelinePosition::eventId, TimelinePosition::compareIds)
            .thenComparing(TimelinePosition::userId);

    /** The smallest that Cassandra knows: it sorts UUIDs by their version, and those of a version by their bytes. */
    private static final UUID LEAST = new UUID(0, 0);

    /** Where what is older than this time begins. */
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

    /** By version, those of version 1 then by their time, all others by their bytes. */
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
