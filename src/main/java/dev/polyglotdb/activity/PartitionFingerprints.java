package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyglotdb.platform.Fingerprint;
import java.time.LocalDate;
import java.util.Objects;

/** Computes the fingerprints of partitions of timelines, from the rows in them and from marks. */
final class PartitionFingerprints {

    private final Fingerprint fingerprint = new Fingerprint();
    private final boolean byProduct;

    PartitionFingerprints(boolean byProduct) {
        this.byProduct = byProduct;
    }

    /** The parts of a minute share one. */
    long ofRow(Row row) {
        return of(row, ReservedEventTimelines.bucket(row).marked());
    }

    static LocalDate dayOf(Row row) {
        return Objects.requireNonNull(row.getLocalDate("day"));
    }

    /** @param row one of the timeline that the bucket belongs to */
    long of(Row row, TimeBucket bucket) {
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
