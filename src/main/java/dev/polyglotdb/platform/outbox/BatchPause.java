package dev.polyglotdb.platform.outbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How a worker waits for its next batch. Any wait ends when the worker is stopped, because it is woken then too. */
interface BatchPause {

    /** Returns no pause, because more entries may be due. */
    static BatchPause none() {
        return (wakeUps, stopped) -> {};
    }

    /** Returns a pause for when nothing is due: whoever knows of more wakes the worker. */
    static BatchPause untilWoken() {
        return (wakeUps, stopped) -> wakeUps.acquire();
    }

    /** Returns a pause that no wake-up shortens. */
    static BatchPause fixed(Duration time) {
        return (wakeUps, stopped) -> stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Returns a pause that a wake-up ends, but only after the linger.
     *
     * @param atMost how long it lasts after the linger if nobody wakes the worker
     */
    static BatchPause untilWoken(Duration linger, Duration atMost) {
        return (wakeUps, stopped) -> {
            fixed(linger).await(wakeUps, stopped);
            wakeUps.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
        };
    }

    void await(Semaphore wakeUps, CountDownLatch stopped) throws InterruptedException;
}
