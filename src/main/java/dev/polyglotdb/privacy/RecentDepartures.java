package dev.polyglotdb.privacy;

import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.web.Departures;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Remembers who left last, so that a session of theirs opens nothing even if Redis has it again: after it was restored
 * from a backup, for instance. While PostgreSQL is away, what was known stays known.
 */
@Component
class RecentDepartures implements Departures, WorkerThreads.Worker {

    private static final Logger log = LoggerFactory.getLogger(RecentDepartures.class);

    /**
     * Enough for all who left since a backup. It has only sessions that were used within their TTL, so nobody who left
     * before matters.
     */
    private static final int MOST = 2_000;

    /** Much more often than activity takes to be erased: until then, whoever reports some is asked for here. */
    static final long LOOK_SECONDS = 5;

    private final Erasures erasures;
    private volatile Set<Long> userIds = Set.of();

    RecentDepartures(Erasures erasures) {
        this.erasures = erasures;
    }

    @Override
    public boolean hasLeft(long userId) {
        return userIds.contains(userId);
    }

    @Override
    public void run(CountDownLatch stopped) throws InterruptedException {
        do {
            refresh();
        } while (!stopped.await(LOOK_SECONDS, TimeUnit.SECONDS));
    }

    void refresh() {
        try {
            userIds = erasures.latest(MOST);
        } catch (StoreException away) {
            log.debug("Could not look who has left: {}", away.getMessage());
        }
    }
}
