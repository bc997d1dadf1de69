package dev.polyglotdb.orders;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/** What is done to an order. */
public enum OperationKind {
    @JsonProperty("place")
    PLACE,
    @JsonProperty("cancel")
    CANCEL,
    @JsonProperty("ship")
    SHIP,
    @JsonProperty("deliver")
    DELIVER,
    /** The user leaves, and whoever follows the order forgets it. */
    @JsonProperty("erase")
    ERASE;

    /** Returns nothing for a name that only another version of the application knows. */
    static Optional<OperationKind> of(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }
}
