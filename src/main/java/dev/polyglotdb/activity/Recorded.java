package dev.polyglotdb.activity;

import java.util.List;
import java.util.UUID;

/** What the client learns of events that were recorded: their ids, in the order in which they came. */
sealed interface Recorded {

    record One(UUID eventId) implements Recorded {}

    record Batch(List<UUID> eventIds) implements Recorded {}
}
