package dev.polyglotdb.privacy;

import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.StoreUnavailableException;
import dev.polyglotdb.platform.web.ErasedUsers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Remembers who was erased last, so that a session of theirs opens nothing even if Redis has it again: after it was
 * restored from a backup, for instance. While PostgreSQL is away, what was known stays known.
 */
@Component
class RecentlyErasedUsers implements ErasedUsers, WorkerThreads.Worker {

    private static final Logger log = LoggerFactory.getLogger(RecentlyErasedUsers.class);

    /**
     * Enough for all who were erased since a backup. It has only sessions that were used within their TTL, so nobody
     * who was erased before matters.
     */
    private static final int MOST = 2_000;

    /** Much more often than activity takes to be erased: until then, whoever reports some is asked for here. */
    static final Duration LOOK = Duration.ofSeconds(5);

    /**
     * What the last look that succeeded has found.
     *
     * @param at when it began
     * @param failure the failure of a look since then; null if there was none
     */
    private record Known(
            Set<Long> userIds, long at, @Nullable StoreException failure) {}

    private final Erasures erasures;
    private final LongSupplier nanoTime;

    /**
     * Whoever was here so recently is not erased before an ordinary request of theirs has ended. The time to settle
     * begins before the erasure is committed.
     */
    private final long safe;

    private volatile Known known;

    @Autowired
    RecentlyErasedUsers(Erasures erasures, PrivacyProperties privacyProperties, StoreTimeouts timeouts) {
        this(erasures, privacyProperties, timeouts, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    RecentlyErasedUsers(
            Erasures erasures, PrivacyProperties privacyProperties, StoreTimeouts timeouts, LongSupplier nanoTime) {
        this.erasures = erasures;
        this.nanoTime = nanoTime;
        this.safe = privacyProperties
                .settle(timeouts)
                .minus(timeouts.responseTime().multipliedBy(2))
                .toNanos();
        this.known = new Known(Set.of(), nanoTime.getAsLong(), null);
    }

    @Override
    public boolean isErased(long userId, long seen) {
        var now = known;
        if (now.userIds().contains(userId)) {
            return true;
        }
        var here = seen - now.at() > 0 ? seen : now.at();
        if (now.failure() != null && nanoTime.getAsLong() - here > safe) {
            throw new StoreUnavailableException(Store.POSTGRES, now.failure());
        }
        return false;
    }

    @Override
    public void run(CountDownLatch stopped) throws InterruptedException {
        do {
            refresh();
        } while (!stopped.await(LOOK.toSeconds(), TimeUnit.SECONDS));
    }

    void refresh() {
        var begun = nanoTime.getAsLong();
        try {
            known = new Known(erasures.latest(MOST), begun, null);
        } catch (StoreException away) {
            known = new Known(known.userIds(), known.at(), away);
            log.debug("Could not look who was erased: {}", away.getMessage());
        }
    }
}
