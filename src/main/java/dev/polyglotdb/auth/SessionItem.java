package dev.polyglotdb.auth;

import java.time.Instant;

/**
 * One of a user's sessions.
 *
 * @param id tells them apart; it opens nothing
 * @param current whether it is the one of this request
 */
record SessionItem(String id, boolean current, Instant createdAt, Instant lastSeenAt, Instant expiresAt) {}
