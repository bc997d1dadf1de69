package dev.polyglotdb.orders;

/** Where an order is. {@code PAID → SHIPPED → DELIVERED}, or {@code PAID → CANCELLED}; {@code PAYMENT_FAILED} from the start. */
public enum OrderStatus {
    PAID,
    SHIPPED,
    DELIVERED,
    CANCELLED,
    PAYMENT_FAILED
}
