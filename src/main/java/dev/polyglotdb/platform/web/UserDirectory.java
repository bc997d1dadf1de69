package dev.polyglotdb.platform.web;

/** Knows which users there are, for domains that know users by their ids only. */
public interface UserDirectory {

    /** Returns whether there is such a user, as far as can be told now. */
    boolean exists(long userId);

    /**
     * Checks that the caller may see what belongs to a user, and that there is such a user.
     *
     * @throws ProblemException (403) unless the caller is this user or an administrator, (404) for an administrator who
     *     asks for an unknown user
     */
    default void requireAccess(Caller caller, long userId) {
        caller.requireSelfOrAdmin(userId);
        if (caller.userId() != userId && !exists(userId)) {
            throw ProblemException.notFound("user with this id");
        }
    }
}
