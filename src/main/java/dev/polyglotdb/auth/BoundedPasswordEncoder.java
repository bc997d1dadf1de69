package dev.polyglotdb.auth;

import dev.polyglotdb.platform.admission.Admission;
import dev.polyglotdb.platform.admission.FairSemaphore;
import dev.polyglotdb.platform.web.ProblemException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes passwords on at most half of the processors. A hash is expensive on purpose, so an unbounded flood of logins
 * would leave no capacity for other requests. Network addresses take turns, so that a flood from one does not prevent
 * logins from others. Whoever would have to wait too long is refused at once (503).
 */
final class BoundedPasswordEncoder implements PasswordEncoder {

    /**
     * A quarter of the 400 threads that Tomcat has by default ({@code server.tomcat.threads.max}), so that waiting
     * logins cannot occupy all of them.
     */
    private static final int MAX_WAITING = 100;

    private final PasswordEncoder encoder;
    private final Supplier<String> address;
    private final Duration maxWait;
    private final int hashers = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private final FairSemaphore processors = new FairSemaphore(() -> hashers, this::maxWaiting);

    /** How long a hash takes in nanoseconds, as an average of the latest ones; 0 before the first. */
    private volatile long typical;

    /**
     * @param address supplies the network address of the current thread's request
     * @param maxWait how long to wait for a processor
     */
    BoundedPasswordEncoder(PasswordEncoder encoder, Supplier<String> address, Duration maxWait) {
        this.encoder = encoder;
        this.address = address;
        this.maxWait = maxWait;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return inTurn(() -> encoder.encode(password));
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        return inTurn(() -> encoder.matches(password, hash));
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private <T extends @Nullable Object> T inTurn(Supplier<T> work) {
        if (!acquire()) {
            throw ProblemException.overloaded("Too many people log in just now.");
        }
        var begun = System.nanoTime();
        try {
            return work.get();
        } finally {
            learn(System.nanoTime() - begun);
            processors.release();
        }
    }

    private void learn(long nanos) {
        var before = typical;
        typical = before == 0 ? nanos : (7 * before + nanos) / 8;
    }

    /** Returns how many may wait: as many as get their turn in time. */
    private int maxWaiting() {
        var inTime = typical == 0 ? MAX_WAITING : hashers * maxWait.toNanos() / typical;
        return (int) Math.max(hashers, Math.min(MAX_WAITING, inTime));
    }

    /** Waits without a place among the requests that are served, since there is little to do for a waiting login. */
    private boolean acquire() {
        return Admission.aside(this::await);
    }

    private boolean await() {
        try {
            return processors.acquire(address.get(), maxWait);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
