package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * The partitions that a piece of all timelines has, and those that are marked, as fingerprints. Readers look only where
 * a mark says that there may be events. The parts of a minute have one fingerprint but lie far apart, so that it comes
 * up to {@value TimeBucket#PARTS} times.
 *
 * @param whole the days and minutes whose own partitions hold events, each once
 * @param parts the minutes whose parts hold events, once for each part
 * @param marks the days and minutes that are marked
 * @param dividedMarks the minutes that are marked as divided, each once
 */
public record ScannedPartitions(List<Long> whole, List<Long> parts, List<Long> marks, List<Long> dividedMarks) {

    static ScannedPartitions none() {
        return new ScannedPartitions(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** @param row the first of its partition */
    void add(Row row, long fingerprint) {
        (row.getByte("part") == TimeBucket.UNDIVIDED ? whole : parts).add(fingerprint);
    }

    void addMark(Row row, PartitionFingerprints fingerprints) {
        var mark = TimeBucketIndex.Mark.of(row);
        marks.add(fingerprints.of(row, mark.bucket()));
        if (mark.divided()) {
            dividedMarks.add(fingerprints.of(row, new TimeBucket(mark.day(), mark.minute(), 1)));
        }
    }
}
