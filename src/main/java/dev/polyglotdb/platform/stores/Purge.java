package dev.polyglotdb.platform.stores;

import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes in portions, so that no statement exceeds its time, however much has piled up. */
public final class Purge {

    private static final Logger log = LoggerFactory.getLogger(Purge.class);
    private static final int PORTION = 1_000;

    private Purge() {}

    /**
     * Deletes everything that is old. If the store is unavailable, the rest is left to the next purge.
     *
     * @param what is deleted, in the log
     * @param deleteOld deletes at most so many, and returns how many there were
     */
    public static void inPortions(String what, IntUnaryOperator deleteOld) {
        try {
            while (deleteOld.applyAsInt(PORTION) == PORTION) {
                log.debug("Purged {} {}", PORTION, what);
            }
        } catch (StoreException absent) {
            log.info("Postponed the purge of {}: {}", what, absent.getMessage());
        }
    }
}
