package dev.polyglotdb.activity;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many copies of each event a cluster keeps. */
final class Replication {

    /** A quorum of three survives the loss of one. More copies cost space and writes for little. */
    private static final long COPIES = 3;

    private static final Logger log = LoggerFactory.getLogger(Replication.class);

    private Replication() {}

    /** Returns the replication for a new keyspace, in CQL: three copies in each data centre that has as many nodes. */
    static String of(Metadata cluster) {
        return of(DataCenters.sizes(cluster));
    }

    static String of(SortedMap<String, Long> sizes) {
        if (sizes.isEmpty()) {
            throw new IllegalStateException(
                    "The cluster does not tell its data centres: set polyglot.activity.replication");
        }
        return sizes.entrySet().stream()
                .map(dataCenter -> "'%s': %s"
                        .formatted(dataCenter.getKey().replace("'", "''"), Math.min(COPIES, dataCenter.getValue())))
                .collect(Collectors.joining(", ", "{'class': 'NetworkTopologyStrategy', ", "}"));
    }

    /** Warns if events get lost with one node although there are more. Such a keyspace was made when there was one. */
    static void warnIfSingle(Metadata cluster, String keyspace) {
        cluster.getKeyspace(CqlIdentifier.fromInternal(keyspace))
                .ifPresent(known -> warnings(keyspace, known.getReplication(), DataCenters.sizes(cluster))
                        .forEach(log::warn));
    }

    /** @param replication the options of the keyspace, as the cluster tells them */
    static List<String> warnings(String keyspace, Map<String, String> replication, SortedMap<String, Long> sizes) {
        return sizes.entrySet().stream()
                .filter(dataCenter -> dataCenter.getValue() > 1)
                .filter(dataCenter -> "1".equals(copies(replication, dataCenter.getKey())))
                .map(dataCenter -> ("Keyspace %s has one copy of each event in %s, which has %s nodes: with a node, its"
                                + " events are lost. Alter it to %s and run nodetool repair --full on each node.")
                        .formatted(keyspace, dataCenter.getKey(), dataCenter.getValue(), of(sizes)))
                .toList();
    }

    /** A simple strategy has copies without regard to data centres. */
    private static String copies(Map<String, String> replication, String dataCenter) {
        return replication.getOrDefault(dataCenter, replication.getOrDefault("replication_factor", ""));
    }
}
