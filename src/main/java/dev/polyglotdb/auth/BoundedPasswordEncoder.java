package dev.polyglotdb.auth;

import dev.polyglotdb.web.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes passwords on half of the processors at most: a hash is meant to be expensive, and without a bound a flood of logins
 * would leave nothing for anyone else. Who comes is served in turn; where too many wait already, the answer is 429.
 */
final class BoundedPasswordEncoder implements PasswordEncoder {

    /** Half of Tomcat's threads, so that logins in waiting can't hold all of them. */
    private static final int MAX_WAITING = 100;

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final PasswordEncoder encoder;
    private final Semaphore processors =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    BoundedPasswordEncoder(PasswordEncoder encoder) {
        this.encoder = encoder;
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
        if (processors.getQueueLength() >= MAX_WAITING || !acquire()) {
            throw ProblemException.tooManyRequests("Too many people log in just now.", Duration.ofSeconds(1));
        }
        try {
            return work.get();
        } finally {
            processors.release();
        }
    }

    private boolean acquire() {
        try {
            return processors.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
