package dev.polyglotdb.platform.outbox;

import java.util.Set;

/**
 * Tells that a sink has done what it could, but not everything: more work than fits in one call is left, or it has to
 * wait for another sink or for somebody else's service. This is no failure of ours. It is called again for what is
 * left, with growing delays, for as long as if a store were away.
 */
public final class UnfinishedException extends RuntimeException {

    /** The reason if the sink only needs more time. */
    public static final String MORE = "More is to be done.";

    private final transient Set<Long> subjectIds;

    /** @param subjectIds of those that were passed, what is left; the others are applied */
    public UnfinishedException(Set<Long> subjectIds) {
        this(subjectIds, MORE);
    }

    /** @param reason for administrators, without text from a driver */
    public UnfinishedException(Set<Long> subjectIds, String reason) {
        super(reason, null, false, false);
        this.subjectIds = Set.copyOf(subjectIds);
    }

    boolean concerns(OutboxRepository.Claimed entry) {
        return subjectIds.contains(entry.subjectId());
    }
}
