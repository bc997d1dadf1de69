package dev.polyglotdb.activity;

import dev.polyglotdb.web.Cursor;
import java.time.Instant;
import java.util.UUID;

/** A place in a timeline: the sort key of the event before it. */
record Position(Instant occurredAt, UUID eventId, long userId) {

    /** The smallest that Cassandra knows: it sorts UUIDs by their version, and those of a version by their bytes. */
    private static final UUID LEAST = new UUID(0, 0);

    /** Where what is older than this time begins. */
    static Position before(Instant time) {
        return new Position(time, LEAST, 0);
    }

    static Position of(Cursor cursor) {
        return cursor.read(
                3,
                parts -> new Position(
                        Instant.ofEpochMilli(Long.parseLong(parts.get(0))),
                        UUID.fromString(parts.get(1)),
                        Long.parseLong(parts.get(2))));
    }

    Cursor toCursor() {
        return Cursor.of(occurredAt.toEpochMilli(), eventId, userId);
    }
}
