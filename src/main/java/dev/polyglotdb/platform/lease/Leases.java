package dev.polyglotdb.platform.lease;

import java.time.Duration;

/** Keeps instances from doing the same work at the same time. */
public interface Leases {

    /**
     * Does the work, unless another instance does work of that name.
     *
     * @param time how long others wait for an instance that has died; the work must take less
     * @return whether the work was done
     * @throws RuntimeException that of the work, after which others may begin at once; or if it is not known whether
     *     another instance is at work
     */
    boolean tryRun(String name, Duration time, Runnable work);
}
