package dev.polyglotdb.auth;

import java.time.Instant;

/**
 * One of a user's sessions.
 *
 * @param id identifies the session, but grants no access
 * @param current whether the request used this session
 */
record SessionItem(String id, boolean current, Instant createdAt, Instant lastSeenAt, Instant expiresAt) {}
