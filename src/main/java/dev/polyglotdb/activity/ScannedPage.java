package dev.polyglotdb.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of all timelines, of which their digests can be computed.
 *
 * @param entries the reserved events
 * @param partitions the partitions that hold events, and the marks
 * @param next where to go on; null at the end
 */
public record ScannedPage(
        List<PlainEntry> entries,
        ScannedPartitions partitions,
        @Nullable ScanPosition next) {}
