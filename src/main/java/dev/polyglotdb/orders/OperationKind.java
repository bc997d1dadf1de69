package dev.polyglotdb.orders;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a request does to an order. */
public enum OperationKind {
    @JsonProperty("place")
    PLACE,
    @JsonProperty("cancel")
    CANCEL,
    @JsonProperty("ship")
    SHIP,
    @JsonProperty("deliver")
    DELIVER
}
