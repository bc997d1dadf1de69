package dev.polyglotdb.platform.web;

/** Knows who has left, without asking a store. */
public interface Departures {

    /** Returns whether a user has left lately, as far as this instance knows. */
    boolean hasLeft(long userId);
}
