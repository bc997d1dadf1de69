package dev.polyglotdb.orders;

/** The status of a payment: captured, declined or refunded for a card; invoiced or voided for an invoice. */
public enum PaymentStatus {
    CAPTURED,
    DECLINED,
    REFUNDED,
    INVOICED,
    VOIDED
}
