package dev.polyglotdb.auth;

import dev.polyglotdb.platform.web.ProblemException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes passwords on at most half of the processors. A hash is expensive on purpose, so an unbounded flood of logins
 * would leave no capacity for other requests. Network addresses take turns, so that a flood from one does not prevent
 * logins from others. If too many callers are waiting, the response is 429.
 */
final class BoundedPasswordEncoder implements PasswordEncoder {

    /** Half of Tomcat's threads, so that waiting logins cannot occupy all of them. */
    private static final int MAX_WAITING = 100;

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final PasswordEncoder encoder;
    private final Supplier<String> address;
    private final FairSemaphore processors =
            new FairSemaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), MAX_WAITING);

    /** @param address supplies the network address of the current thread's request */
    BoundedPasswordEncoder(PasswordEncoder encoder, Supplier<String> address) {
        this.encoder = encoder;
        this.address = address;
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
            return processors.acquire(address.get(), MAX_WAIT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
