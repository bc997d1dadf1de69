package dev.polyglotdb.products;

import dev.polyglotdb.platform.WorkerThreads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the catalog in the background. */
final class CatalogUpkeepWorker implements WorkerThreads.Worker {

    private static final Logger log = LoggerFactory.getLogger(CatalogUpkeepWorker.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** So that the work begins soon after MongoDB is back. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private final CatalogUpkeep upkeep;

    CatalogUpkeepWorker(CatalogUpkeep upkeep) {
        this.upkeep = upkeep;
    }

    @Override
    public void run(CountDownLatch stopped) throws InterruptedException {
        var pause = FIRST_PAUSE;
        var failing = false;
        do {
            try {
                pause = upkeep.round(() -> stopped.getCount() > 0) ? FIRST_PAUSE : longer(pause);
                failing = false;
            } catch (RuntimeException | Error failure) {
                if (!failing && stopped.getCount() > 0) {
                    log.warn("The indexes of the catalog can't be looked after now: {}", failure.toString());
                }
                failing = true;
                pause = PAUSE_AFTER_FAILURE;
            }
        } while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
