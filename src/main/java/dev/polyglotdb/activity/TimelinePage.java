package dev.polyglotdb.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a timeline.
 *
 * @param events newest first; may be fewer than the limit, even none, before the end is reached
 * @param next where to go on; null at the end
 */
record TimelinePage(List<ActivityEvent> events, @Nullable TimelinePosition next) {}
