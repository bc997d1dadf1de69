package dev.polyglotdb.orders;

import com.fasterxml.jackson.annotation.JsonValue;

/** What follows the orders and can be rebuilt from them. */
public enum ProjectionTarget {
    ACTIVITY(OrderSinks.ACTIVITY),
    RECOMMENDATIONS(OrderSinks.RECOMMENDATIONS);

    private final String id;

    ProjectionTarget(String id) {
        this.id = id;
    }

    /** The name in JSON and in the database. */
    @JsonValue
    String id() {
        return id;
    }

    @Override
    public String toString() {
        return id;
    }
}
