package dev.polyglotdb.auth;

import dev.polyglotdb.users.User;
import java.time.Instant;

/**
 * The session of a request, as its user sees it.
 *
 * @param expiresAt when it ends if it isn't used again
 */
record SessionView(User user, Instant createdAt, Instant lastSeenAt, Instant expiresAt) {}
