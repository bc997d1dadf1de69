package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Prepares {@link TimelineEntryStatements} as soon as Cassandra is available. */
@Component
class TimelineEntryTables {

    record Prepared(
            TimelineTables.Open open,
            TimelineEntryStatements<Long> entriesOfUsers,
            TimelineEntryStatements<String> entriesOfProducts) {

        TimelineEntryStatements<?> of(TimelineEntry entry) {
            return entry.product() == null ? entriesOfUsers : entriesOfProducts;
        }

        BoundStatement scan(ScanPosition.Lane lane, int pageSize, boolean withTimes) {
            return switch (lane.table()) {
                case USERS -> entriesOfUsers.scan(lane, pageSize, withTimes);
                case PRODUCTS -> entriesOfProducts.scan(lane, pageSize, withTimes);
                case MARKS_OF_USERS -> entriesOfUsers.scanMarks(lane, pageSize);
                case MARKS_OF_PRODUCTS -> entriesOfProducts.scanMarks(lane, pageSize);
            };
        }
    }

    private final TimelineTables tables;
    private final StatementRunner runner;
    private final String keyspace;

    /** The time for all statements of a call together. */
    private final Duration timeout;

    private volatile @Nullable Prepared prepared;

    TimelineEntryTables(
            TimelineTables tables,
            StatementRunner runner,
            ActivityProperties activityProperties,
            StoreTimeouts timeouts) {
        this.tables = tables;
        this.runner = runner;
        this.keyspace = activityProperties.keyspace();
        this.timeout = timeouts.allStores();
    }

    Prepared open() {
        var open = tables.open(Deadline.in(timeout));
        var known = prepared;
        if (known == null || known.open() != open) {
            known = new Prepared(
                    open,
                    TimelineEntryStatements.ofUsers(open.session(), keyspace, open.ofUsers()),
                    TimelineEntryStatements.ofProducts(open.session(), keyspace, open.ofProducts()));
            prepared = known;
        }
        return known;
    }

    /** @return the results in the order of the requests */
    List<AsyncResultSet> run(Prepared on, List<BoundStatement> requests) {
        return runner.run(on.open().session(), requests, Deadline.in(timeout));
    }
}
