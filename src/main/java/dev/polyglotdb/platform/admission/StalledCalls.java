package dev.polyglotdb.platform.admission;

/** Knows how many requests wait for stores that answer nobody. They need no processor, so they take nobody's place. */
@FunctionalInterface
public interface StalledCalls {

    /** Returns how many requests wait so now. */
    int count();
}
