package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Shows rows of timelines with the names of their columns. */
final class PartitionView {

    private PartitionView() {}

    /** Returns the partition of a row, without rows. */
    static StoredPartition keyOf(Row row, boolean byProduct) {
        var key = new LinkedHashMap<String, Object>();
        if (byProduct) {
            key.put("product_id", Objects.requireNonNull(row.getString("product_id")));
        } else {
            key.put("user_id", row.getLong("user_id"));
        }
        key.put("day", Objects.requireNonNull(row.getLocalDate("day")).toString());
        key.put("minute", row.getShort("minute"));
        key.put("part", row.getByte("part"));
        return new StoredPartition(byProduct ? "activity_by_product" : "activity_by_user", key, List.of());
    }

    /** Returns the other columns of a row; those that are null are left out. */
    static Map<String, Object> rowOf(Row row, boolean byProduct) {
        var columns = new LinkedHashMap<String, Object>();
        columns.put("occurred_at", Objects.requireNonNull(row.getInstant("occurred_at")));
        columns.put("event_id", Objects.requireNonNull(row.getUuid("event_id")).toString());
        columns.put("type", Objects.requireNonNullElse(row.getString("type"), ""));
        if (byProduct) {
            columns.put("user_id", row.getLong("user_id"));
        }
        columns.put("data", TimelineRow.data(row).tree());
        return columns;
    }
}
