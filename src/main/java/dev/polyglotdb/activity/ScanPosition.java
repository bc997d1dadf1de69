package dev.polyglotdb.activity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a scan of the timelines is. It can be stored as JSON, and the scan can go on in another process.
 *
 * @param since marks are compared from this day on; those of earlier days may outlive their events
 * @param lanes what is left to read; nothing at the end
 */
public record ScanPosition(LocalDate since, List<Lane> lanes) {

    /** How many parts of the token ring are read side by side. */
    private static final int PARTS = 4;

    enum Table {
        USERS,
        PRODUCTS,
        MARKS_OF_USERS,
        MARKS_OF_PRODUCTS
    }

    /**
     * A part of a table that is read page by page.
     *
     * @param after before the first token
     * @param last the last token
     * @param page Cassandra's position within the part, in Base64; null at its beginning
     * @param partition the fingerprint of the partition that was read last; stored as {@code place}
     */
    record Lane(
            Table table,
            long after,
            long last,
            @Nullable String page,
            @JsonProperty("place") long partition) {

        Lane at(String newPage, long newPartition) {
            return new Lane(table, after, last, newPage, newPartition);
        }
    }

    static ScanPosition begin(LocalDate since, List<Table> tables) {
        var lanes = new ArrayList<Lane>();
        var width = Long.MAX_VALUE / PARTS * 2;
        for (var part = 0; part < PARTS; part++) {
            var after = Long.MIN_VALUE + part * width;
            var last = part == PARTS - 1 ? Long.MAX_VALUE : after + width;
            tables.forEach(table -> lanes.add(new Lane(table, after, last, null, 0)));
        }
        return new ScanPosition(since, lanes);
    }
}
