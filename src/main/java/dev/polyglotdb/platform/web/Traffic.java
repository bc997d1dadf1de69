package dev.polyglotdb.platform.web;

/**
 * The requests that this instance serves. Those of administrators and of whoever watches the instance do not count:
 * nobody shall slow a job down by looking how far it is.
 */
public interface Traffic {

    /** Returns the number of requests in progress. */
    int inProgress();

    /** Returns the time since the last request began or ended, in nanoseconds. */
    long silence();
}
