package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyglotdb.platform.Fingerprint;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** Computes the fingerprints of partitions of timelines, from the rows in them and from marks. */
final class PartitionFingerprints {

    private final Fingerprint fingerprint = new Fingerprint();
    private final boolean byProduct;

    PartitionFingerprints(boolean byProduct) {
        this.byProduct = byProduct;
    }

    long ofRow(Row row) {
        return of(row, TimelineRow.bucket(row).marked());
    }

    /** Returns the fingerprints of the partitions that a mark stands for; the parts of a minute share one. */
    List<Long> ofMark(Row row) {
        var mark = TimeBucketIndex.Mark.of(row);
        var minute = mark.bucket();
        return mark.divided()
                ? List.of(of(row, minute), of(row, new TimeBucket(minute.day(), minute.minute(), 1)))
                : List.of(of(row, minute));
    }

    static LocalDate dayOf(Row row) {
        return Objects.requireNonNull(row.getLocalDate("day"));
    }

    private long of(Row row, TimeBucket bucket) {
        if (byProduct) {
            fingerprint.add(row.getString("product_id"));
        } else {
            fingerprint.add(row.getLong("user_id"));
        }
        return fingerprint
                .add(bucket.day().toEpochDay())
                .add(bucket.minute())
                .add(bucket.part())
                .next();
    }
}
