package dev.polyglotdb.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of all timelines, of which their digests can be computed.
 *
 * @param entries the reserved events
 * @param places the fingerprints of the partitions that hold events, each once; all parts of a minute have the same
 * @param indexed the fingerprints of the partitions that the index of the timelines names; readers look only there
 * @param next where to go on; null at the end
 */
public record ScannedPage(
        List<PlainEntry> entries,
        List<Long> places,
        List<Long> indexed,
        @Nullable ScanPosition next) {}
