package dev.polyglotdb.orders;

/**
 * The status of an order: {@code PAID → SHIPPED → DELIVERED} or {@code PAID → CANCELLED}. An order whose payment was
 * declined is {@code PAYMENT_FAILED} from the start.
 */
public enum OrderStatus {
    PAID,
    SHIPPED,
    DELIVERED,
    CANCELLED,
    PAYMENT_FAILED
}
