package dev.polyglotdb.orders;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an order is paid. */
public enum PaymentMethod {
    @JsonProperty("card")
    CARD,
    @JsonProperty("invoice")
    INVOICE
}
