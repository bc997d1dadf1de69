package dev.polyglotdb.recommend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.neo4j.driver.Record;

/**
 * All edges of a range of orders.
 *
 * @param last the end of the range
 */
record EdgePage(List<PurchaseEdge> edges, List<LooseEdge> loose, long last) {

    static EdgePage of(List<Record> rows, long last) {
        var edges = new ArrayList<PurchaseEdge>(rows.size());
        var loose = new ArrayList<LooseEdge>();
        for (var row : rows) {
            if (row.get("loose").asBoolean()) {
                loose.add(looseEdge(row));
            } else {
                edges.add(edge(row));
            }
        }
        return new EdgePage(edges, loose, last);
    }

    private static PurchaseEdge edge(Record row) {
        return new PurchaseEdge(
                row.get("orderId").asLong(),
                row.get("userId").asLong(),
                row.get("productId").asString(),
                Instant.ofEpochMilli(row.get("at").asLong(Long.MIN_VALUE)));
    }

    static LooseEdge looseEdge(Record row) {
        var orderId = row.get("orderId");
        return new LooseEdge(row.get("id").asString(), orderId.isNull() ? null : orderId.asLong());
    }
}
