package dev.polyglotdb.orders;

/**
 * The status of a payment, as the order decides it. The gateway is told to capture or return the money of a card after
 * the commit, through the outbox. Until it has done so, {@code GET /orders/{id}/trace} has an entry {@code payments} in
 * {@code waiting}. An entry that was given up is among the failures of {@code GET /admin/outbox}.
 */
public enum PaymentStatus {
    /** By card: the gateway has reserved the amount, and is told to capture it. */
    CAPTURED,

    /** By card: the gateway has refused the amount. */
    DECLINED,

    /** By card: the order was cancelled, and the gateway is told to return the money. */
    REFUNDED,

    /** By invoice. */
    INVOICED,

    /** By invoice, and the order was cancelled. */
    VOIDED
}
