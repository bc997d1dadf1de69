package dev.polyglotdb.engines;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The present disturbances of a server behind a relay: none, one or several. */
final class Trouble {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition thawed = lock.newCondition();
    private boolean frozen;
    private volatile boolean cutting;
    private volatile long delayNanos;

    void freeze() {
        lock.lock();
        frozen = true;
        lock.unlock();
    }

    void thaw() {
        lock.lock();
        frozen = false;
        thawed.signalAll();
        lock.unlock();
    }

    void awaitThaw() throws InterruptedException {
        lock.lock();
        try {
            while (frozen) {
                thawed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void delay(Duration latency) {
        delayNanos = latency.toNanos();
    }

    long delayNanos() {
        return delayNanos;
    }

    void cut() {
        cutting = true;
    }

    boolean isCutting() {
        return cutting;
    }

    /** Ends all disturbances. */
    void end() {
        delayNanos = 0;
        cutting = false;
        thaw();
    }
}
