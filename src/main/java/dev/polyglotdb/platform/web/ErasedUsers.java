package dev.polyglotdb.platform.web;

/** Knows which users were erased lately, without asking a store. */
public interface ErasedUsers {

    /**
     * Returns whether a user was erased lately, as far as this instance knows.
     *
     * @param seen when a session of the user was found, by {@link System#nanoTime}
     * @throws RuntimeException (503) if that was so long ago that the user may have been erased since, and
     *     this instance could not look meanwhile
     */
    boolean isErased(long userId, long seen);
}
