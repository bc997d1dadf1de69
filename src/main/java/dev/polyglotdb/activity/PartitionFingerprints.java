package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.polyglotdb.platform.Fingerprint;
import java.time.LocalDate;
import java.util.Objects;

/**
 * Computes the fingerprints of partitions of timelines, from the rows in them and from marks. Those of products are
 * negative, those of users are not. So whoever divides them by their highest bits never has both in a class: marks of
 * products often outlive their events, those of users hardly ever.
 */
final class PartitionFingerprints {

    private final Fingerprint fingerprint = new Fingerprint();
    private final boolean byProduct;

    PartitionFingerprints(boolean byProduct) {
        this.byProduct = byProduct;
    }

    /** The parts of a minute share one. */
    long ofRow(Row row) {
        return of(row, TimelineRow.bucket(row).marked());
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
        var next = fingerprint
                .add(bucket.day().toEpochDay())
                .add(bucket.minute())
                .add(bucket.part())
                .next();
        return byProduct ? next | Long.MIN_VALUE : next & Long.MAX_VALUE;
    }
}
