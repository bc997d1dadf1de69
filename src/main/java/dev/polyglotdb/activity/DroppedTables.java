package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.SchemaChangeListenerBase;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import org.springframework.stereotype.Component;

/**
 * Forgets all marks when tables are dropped or created: new tables have none, whichever instance creates them. If the
 * driver hears of both at once, it reports a table as updated.
 */
@Component
class DroppedTables extends SchemaChangeListenerBase {

    private final MarkedPartitions markedPartitions;
    private final CqlIdentifier keyspace;

    DroppedTables(MarkedPartitions markedPartitions, ActivityProperties activityProperties) {
        this.markedPartitions = markedPartitions;
        this.keyspace = CqlIdentifier.fromInternal(activityProperties.keyspace());
    }

    @Override
    public void onKeyspaceCreated(KeyspaceMetadata created) {
        changed(created.getName());
    }

    @Override
    public void onKeyspaceDropped(KeyspaceMetadata dropped) {
        changed(dropped.getName());
    }

    @Override
    public void onTableCreated(TableMetadata created) {
        changed(created.getKeyspace());
    }

    @Override
    public void onTableDropped(TableMetadata dropped) {
        changed(dropped.getKeyspace());
    }

    @Override
    public void onTableUpdated(TableMetadata current, TableMetadata previous) {
        changed(current.getKeyspace());
    }

    private void changed(CqlIdentifier changedKeyspace) {
        if (changedKeyspace.equals(keyspace)) {
            markedPartitions.forget();
        }
    }
}
