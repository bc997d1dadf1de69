package dev.polyglotdb.activity;

import java.util.List;
import java.util.UUID;

/** The response to recorded events: their ids, in the order of the request. */
sealed interface Recorded {

    record One(UUID eventId) implements Recorded {}

    record Batch(List<UUID> eventIds) implements Recorded {}
}
