package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Prepares the statements for reserved events as soon as Cassandra is available. */
@Component
class ReservedEventTables {

    record Prepared(
            TimelineTables.Open open,
            ReservedEventStatements<Long> eventsOfUsers,
            ReservedEventStatements<String> eventsOfProducts) {

        ReservedEventStatements<?> of(TimelineEntry entry) {
            return entry.product() == null ? eventsOfUsers : eventsOfProducts;
        }

        BoundStatement scan(ScanPosition.Lane lane, int pageSize, boolean withTimes) {
            return switch (lane.table()) {
                case USERS -> eventsOfUsers.scan(lane, pageSize, withTimes);
                case PRODUCTS -> eventsOfProducts.scan(lane, pageSize, withTimes);
                case MARKS_OF_USERS -> eventsOfUsers.scanMarks(lane, pageSize);
                case MARKS_OF_PRODUCTS -> eventsOfProducts.scanMarks(lane, pageSize);
            };
        }
    }

    private final TimelineTables tables;
    private final StatementRunner runner;
    private final String keyspace;

    /** The time for all statements of a call together. */
    private final Duration timeout;

    private volatile @Nullable Prepared prepared;

    ReservedEventTables(
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
                    ReservedEventStatements.ofUsers(open.session(), keyspace, open.ofUsers()),
                    ReservedEventStatements.ofProducts(open.session(), keyspace, open.ofProducts()));
            prepared = known;
        }
        return known;
    }

    /** @return the results in the order of the requests */
    List<AsyncResultSet> run(Prepared on, List<BoundStatement> requests) {
        return runner.run(on.open().session(), requests, Deadline.in(timeout));
    }
}
