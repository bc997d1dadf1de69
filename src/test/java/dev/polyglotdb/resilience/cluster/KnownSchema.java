package dev.polyglotdb.resilience.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What one node of a Cassandra cluster knows of keyspaces and their tables. Asks no other node. */
record KnownSchema(int port) {

    /** Returns the names and ids of the tables. */
    Set<String> tables(String keyspace) {
        try (var node = session()) {
            return node
                    .execute("SELECT table_name, id FROM system_schema.tables WHERE keyspace_name = ?", keyspace)
                    .all()
                    .stream()
                    .map(row -> row.getString("table_name") + " " + row.getUuid("id"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Returns the statement that would make the keyspace. */
    String replication(String keyspace) {
        try (var node = session()) {
            return node.getMetadata().getKeyspace(keyspace).orElseThrow().describe(false);
        }
    }

    private CqlSession session() {
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress("127.0.0.1", port))
                .withLocalDatacenter("datacenter1")
                .withNodeDistanceEvaluator((node, dataCenter) ->
                        ((InetSocketAddress) node.getEndPoint().resolve()).getPort() == port
                                ? NodeDistance.LOCAL
                                : NodeDistance.IGNORED)
                .build();
    }
}
