package dev.polyglotdb.orders;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How an order is paid. */
public enum PaymentMethod {
    @JsonProperty("card")
    CARD,
    @JsonProperty("invoice")
    INVOICE;

    /** Returns the name used in the API. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
