package dev.polyglotdb.platform.outbox;

import java.time.Instant;

/**
 * An entry that was applied. All times are those of the database.
 *
 * @param id unique among all entries
 * @param attempts how often it had failed by a defect before
 * @param insistent whether it would have been tried until it was applied, even if its sink may give up
 * @param addedAt when the transaction that added it began
 * @param claimedAt when the worker that applied it began
 */
public record AppliedEntry(
        long id,
        long subjectId,
        String sink,
        int attempts,
        boolean insistent,
        Instant addedAt,
        Instant claimedAt,
        Instant appliedAt) {}
