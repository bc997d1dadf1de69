package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.polyglotdb.web.Store;
import dev.polyglotdb.web.StoreProbe;
import dev.polyglotdb.web.UsesStore;
import java.util.List;
import org.springframework.stereotype.Component;

/** Opens the tables on the way, so that they are there before the first request after Cassandra's return. */
@Component
@UsesStore(Store.CASSANDRA)
class CassandraProbe implements StoreProbe {

    private static final SimpleStatement ANY = SimpleStatement.newInstance("SELECT release_version FROM system.local");

    private final TimelineTables tables;
    private final StatementRunner runner;

    CassandraProbe(TimelineTables tables, StatementRunner runner) {
        this.tables = tables;
        this.runner = runner;
    }

    @Override
    public Store store() {
        return Store.CASSANDRA;
    }

    @Override
    public void probe() {
        var deadline = Deadline.in(Timelines.TIMEOUT);
        runner.run(tables.open(deadline).session(), List.of(ANY), deadline);
    }
}
