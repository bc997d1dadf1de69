package dev.polyglotdb.auth;

import dev.polyglotdb.users.User;
import java.time.Duration;
import java.time.Instant;

/**
 * A new session.
 *
 * @param token the bearer token; no other response contains it
 * @param expiresIn the seconds until the session ends if it is not used
 * @param expiresAt the same as an instant
 */
record Login(String token, String tokenType, long expiresIn, Instant expiresAt, User user) {

    static Login of(Token token, Instant now, Instant expiresAt, User user) {
        return new Login(
                token.value(), "Bearer", Duration.between(now, expiresAt).toSeconds(), expiresAt, user);
    }

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "Login[user=" + user.id() + "]";
    }
}
