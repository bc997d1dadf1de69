package dev.polyglotdb.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a timeline.
 *
 * @param events newest first; may be fewer than the limit, even none, before the end of the timeline
 * @param next the position of the next page; null at the end
 */
record TimelinePage(List<ActivityEvent> events, @Nullable TimelinePosition next) {}
