package dev.polyglotdb.auth;

import dev.polyglotdb.users.User;
import java.time.Instant;

/**
 * The session of a request, as shown to its user.
 *
 * @param expiresAt when the session ends if it is not used again
 */
record SessionView(User user, Instant createdAt, Instant lastSeenAt, Instant expiresAt) {}
