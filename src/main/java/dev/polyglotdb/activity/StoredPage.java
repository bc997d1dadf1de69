package dev.polyglotdb.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of all timelines.
 *
 * @param entries the selected entries, each once
 * @param copies further copies of selected entries, in finer buckets. A rebuild makes them: it writes to the bucket of
 *     a day as long as it has room, wherever the entry already is
 * @param next where to go on; null at the end
 */
public record StoredPage(
        List<StoredEntry> entries,
        List<StoredCopy> copies,
        @Nullable ScanPosition next) {}
