package dev.polyglotdb.orders;

/** What became of a payment. By card: captured, declined or refunded; by invoice: invoiced or voided. */
public enum PaymentStatus {
    CAPTURED,
    DECLINED,
    REFUNDED,
    INVOICED,
    VOIDED
}
