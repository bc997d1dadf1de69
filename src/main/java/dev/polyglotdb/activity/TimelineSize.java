package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.StoreException;
import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.stores.TimeBudget;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Tells roughly how many events there are. Cassandra keeps no count, and counting would read everything. */
@Component
@UsesStore(Store.CASSANDRA)
public class TimelineSize {

    private final TimelineTables timelineTables;
    private final ActivityProperties activityProperties;
    private final Duration timeout;

    TimelineSize(TimelineTables timelineTables, ActivityProperties activityProperties, StoreTimeouts timeouts) {
        this.timelineTables = timelineTables;
        this.activityProperties = activityProperties;
        this.timeout = timeouts.oneStore().dividedBy(2);
    }

    /**
     * Counts the events of users' timelines up to a limit. An event that is stored in two buckets counts twice.
     *
     * @param limit how many rows are read at most, with one column each; a few thousand
     * @throws StoreException if Cassandra is unavailable or overloaded
     */
    public long atMost(int limit) {
        var time = TimeBudget.atMost(timeout);
        var open = timelineTables.open(Deadline.in(time));
        var select = "SELECT part FROM %s.activity_by_user LIMIT %s".formatted(activityProperties.keyspace(), limit);
        var rows = open.session()
                .execute(SimpleStatement.newInstance(select)
                        .setPageSize(limit)
                        .setTimeout(time)
                        .setIdempotent(true));
        return rows.getAvailableWithoutFetching();
    }
}
