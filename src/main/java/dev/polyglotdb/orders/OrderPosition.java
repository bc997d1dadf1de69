package dev.polyglotdb.orders;

import dev.polyglotdb.platform.web.Cursor;
import java.time.Instant;
import java.time.ZoneOffset;

/** The place of an order among those of its user, after which the next page of a list begins. */
record OrderPosition(Instant createdAt, long id) {

    static OrderPosition of(OrderView order) {
        return new OrderPosition(order.createdAt(), order.id());
    }

    /**
     * Reads the cursor of a list.
     *
     * @throws dev.polyglotdb.platform.web.ValidationException if it is not the position of any order
     */
    static OrderPosition read(Cursor cursor) {
        return cursor.read(2, parts -> new OrderPosition(time(parts.get(0)), Long.parseLong(parts.get(1))));
    }

    /** Reads a time as it was written, of a year that an order can have. */
    private static Instant time(String text) {
        var time = Instant.parse(text);
        var year = time.atOffset(ZoneOffset.UTC).getYear();
        if (!time.toString().equals(text) || year < 1 || year > 9999) {
            throw new IllegalArgumentException("not the time of an order");
        }
        return time;
    }

    /** Returns the cursor that {@link #read} parses. */
    Cursor toCursor() {
        return Cursor.of(createdAt, id);
    }
}
