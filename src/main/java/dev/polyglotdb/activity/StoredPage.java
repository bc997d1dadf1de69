package dev.polyglotdb.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of all timelines.
 *
 * @param entries the selected entries, each once
 * @param next where to go on; null at the end
 */
public record StoredPage(
        List<StoredEntry> entries, @Nullable ScanPosition next) {}
