package dev.polyglotdb.platform.web;

/** Knows who has left, without asking a store. */
public interface Departures {

    /**
     * Returns whether a user has left lately, as far as this instance knows.
     *
     * @param seen when a session of the user was found, by {@link System#nanoTime}
     * @throws RuntimeException (503) if that was so long ago that the user may have left and been erased since, and
     *     this instance could not look meanwhile
     */
    boolean hasLeft(long userId, long seen);
}
