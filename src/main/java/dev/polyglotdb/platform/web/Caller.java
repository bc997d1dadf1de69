package dev.polyglotdb.platform.web;

import java.util.Set;

/**
 * The user who makes the request, according to the session.
 *
 * @param userId the user's id
 * @param roles the names of the user's roles, such as {@code USER} and {@code ADMIN}
 */
public record Caller(long userId, Set<String> roles) {

    /** Returns whether the caller is an administrator, who may do more than see what is their own. */
    public boolean isAdmin() {
        return roles.contains("ADMIN");
    }

    /** @throws ProblemException (403) unless the caller is this user or an administrator */
    public void requireSelfOrAdmin(long someUserId) {
        if (userId != someUserId && !isAdmin()) {
            throw ProblemException.forbidden("You may only see what is your own.");
        }
    }
}
