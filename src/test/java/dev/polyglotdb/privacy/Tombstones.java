package dev.polyglotdb.privacy;

import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.QueryTrace;
import com.datastax.oss.driver.api.core.cql.TraceEvent;
import dev.polyglotdb.testing.PatientCql;
import java.time.Duration;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Counts what readers of a product's timeline meet of what was deleted. */
record Tombstones(CqlSession cassandra) {

    /** The partition of a whole day. */
    static final int WHOLE_DAY = -1;

    private static final Pattern READ = Pattern.compile("Read \\d+ live rows and (\\d+) tombstone cells");

    /** Returns how many the first page of a partition has, up to its last live row. */
    int met(String product, LocalDate day, int minute) {
        var page = PatientCql.statement("""
                        SELECT event_id FROM polyglot.activity_by_product
                        WHERE product_id = ? AND day = ? AND minute = ? AND part = 0 LIMIT 20""", product, day, (short) minute);
        var traced = cassandra.execute(page.setTracing(true)).getExecutionInfo();
        // A busy Cassandra writes it later than the driver waits.
        var trace = await().atMost(Duration.ofMinutes(1))
                .ignoreException(IllegalStateException.class)
                .until(traced::getQueryTrace, QueryTrace.class::isInstance);
        return trace.getEvents().stream()
                .map(TraceEvent::getActivity)
                .flatMap(activity -> READ.matcher(String.valueOf(activity)).results())
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElseThrow();
    }
}
