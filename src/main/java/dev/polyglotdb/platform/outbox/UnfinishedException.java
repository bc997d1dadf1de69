package dev.polyglotdb.platform.outbox;

import java.util.Set;

/**
 * Tells that a sink has done what it could, but not everything: more work than fits in one call is left, or it has to
 * wait for another sink. This is no failure. It is called again for what is left, with growing delays.
 */
public final class UnfinishedException extends RuntimeException {

    private final transient Set<Long> orderIds;

    /** @param orderIds of those that were passed, what is left; the others are applied */
    public UnfinishedException(Set<Long> orderIds) {
        super("More is to be done.", null, false, false);
        this.orderIds = Set.copyOf(orderIds);
    }

    boolean concerns(OutboxRepository.Claimed row) {
        return orderIds.contains(row.orderId());
    }
}
