package dev.polyglotdb.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of all timelines, of which their digests can be computed.
 *
 * @param entries the reserved events
 * @param partitions the fingerprints of the partitions that hold events, each once; all parts of a minute have the same
 * @param marks the fingerprints of the partitions that are marked; readers look only there
 * @param next where to go on; null at the end
 */
public record ScannedPage(
        List<PlainEntry> entries,
        List<Long> partitions,
        List<Long> marks,
        @Nullable ScanPosition next) {}
