package dev.polyglotdb.platform.web;

import java.util.Set;

/**
 * Who makes the request, as its session says.
 *
 * @param userId the user's id
 * @param roles names of the roles, such as {@code USER} and {@code ADMIN}
 */
public record Caller(long userId, Set<String> roles) {

    public boolean isAdmin() {
        return roles.contains("ADMIN");
    }

    /** @throws ProblemException (403) unless the caller is this user or an administrator */
    public void mustBe(long someUserId) {
        if (userId != someUserId && !isAdmin()) {
            throw ProblemException.forbidden("You may only see what is your own.");
        }
    }
}
