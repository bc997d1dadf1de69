package dev.polyglotdb.privacy;

import org.jspecify.annotations.Nullable;

/**
 * The mark that a user was erased.
 *
 * @param account the name under which Redis counts failed logins; null once it has forgotten them
 */
record Erasure(long id, long userId, @Nullable String account) {

    /** Returns the id under which the outbox has entries of the erasure: below zero, where no order is. */
    long subjectId() {
        return -id;
    }

    static long idOf(long subjectId) {
        return -subjectId;
    }
}
