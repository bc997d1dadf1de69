package dev.polyglotdb.orders.followers;

import org.jspecify.annotations.Nullable;

/**
 * A job that the claim holds until its lease ends, with its progress.
 *
 * @param position the last order of a rebuild that was brought in line
 * @param result what a check has found so far, as JSON
 * @param state where the job is within a part of its work, as JSON
 */
record ClaimedJob(
        long id,
        ProjectionJob.Kind kind,
        String target,
        long processed,
        long position,
        @Nullable String result,
        @Nullable String state) {

    ClaimedJob after(long orders, long reached) {
        return new ClaimedJob(id, kind, target, processed + orders, reached, result, state);
    }

    ClaimedJob at(String newState) {
        return new ClaimedJob(id, kind, target, processed, position, result, newState);
    }

    ClaimedJob with(String newResult) {
        return new ClaimedJob(id, kind, target, processed, position, newResult, null);
    }
}
