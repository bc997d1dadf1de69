package dev.polyglotdb.auth;

import dev.polyglotdb.users.User;
import java.time.Instant;

/**
 * A session that was opened.
 *
 * @param token the bearer token; it is told only here
 * @param expiresIn seconds until the session ends if it isn't used
 * @param expiresAt the same as an instant
 */
record Login(String token, String tokenType, long expiresIn, Instant expiresAt, User user) {

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "Login[user=" + user.id() + "]";
    }
}
