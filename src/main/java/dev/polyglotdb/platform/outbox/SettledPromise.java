package dev.polyglotdb.platform.outbox;

import java.time.Instant;

/**
 * A promise that was kept. All times are those of the database.
 *
 * @param id unique among all promises
 * @param attempts how often it had failed by a defect before
 * @param insistent whether it would have been tried until it was kept, even if its sink may give up
 * @param promisedAt when the transaction that made the promise began
 * @param claimedAt when the worker that kept it began
 */
public record SettledPromise(
        long id,
        long subjectId,
        String sink,
        int attempts,
        boolean insistent,
        Instant promisedAt,
        Instant claimedAt,
        Instant settledAt) {}
