package dev.polyglotdb.engines;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** New, empty nodes of Cassandra in one data centre, each a process with a port of its own. */
public final class CassandraCluster implements AutoCloseable {

    private final StoresFolder folder = StoresFolder.temporary();
    private final List<CassandraEngine> nodes;

    private CassandraCluster(int size, boolean guarded) {
        var seedPort = Ports.random();
        nodes = IntStream.range(0, size)
                .mapToObj(i -> new CassandraEngine(
                        folder.path().resolve("cassandra-" + i),
                        Ports.random(),
                        true,
                        new CassandraEngine.Place(token(i, size), i == 0 ? seedPort : Ports.random(), seedPort),
                        guarded))
                .toList();
    }

    /** The i-th of tokens that divide the ring evenly. */
    private static long token(int i, int size) {
        return Long.MIN_VALUE / size * i;
    }

    /** Returns when all nodes answer. */
    public static CassandraCluster start(int size) {
        return start(new CassandraCluster(size, false));
    }

    /** Starts a node that asks for a password. The first role is {@code cassandra}, and so is its password. */
    public static CassandraCluster startGuarded() {
        return start(new CassandraCluster(1, true));
    }

    private static CassandraCluster start(CassandraCluster cluster) {
        try {
            // The others learn from the first one who belongs to the cluster.
            cluster.start(cluster.nodes.subList(0, 1));
            cluster.start(cluster.nodes.subList(1, cluster.nodes.size()));
            return cluster;
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    private void start(List<CassandraEngine> some) {
        CompletableFuture.allOf(some.stream()
                        .map(node -> CompletableFuture.runAsync(node::start, StartUp.THREADS))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    public List<Integer> ports() {
        return nodes.stream().map(LocalEngine::port).toList();
    }

    /** Returns what {@code spring.cassandra.contact-points} must be. */
    public String contactPoints() {
        return ports().stream().map(port -> LocalEngine.HOST + ":" + port).collect(Collectors.joining(","));
    }

    public void kill(int node) {
        nodes.get(node).kill();
    }

    public void restart(int node) {
        nodes.get(node).start();
    }

    /** Starts the nodes again that were killed and are not back. */
    public void restartKilled() {
        start(nodes.stream().filter(node -> !Ports.answers(node.port())).toList());
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.close(false));
        folder.close();
    }
}
