package dev.polyglotdb.engines;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** New, empty servers of Redis: replicas watched by sentinels, a cluster, two that share nothing, or one. */
public final class RedisGroup implements AutoCloseable {

    /** What the sentinels call the master. */
    public static final String MASTER = "polyglot";

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int SLOTS = 16_384;

    private final StoresFolder folder = StoresFolder.temporary();
    private final List<RedisEngine> servers = new ArrayList<>();
    private final RedisClient client = RedisClient.create();

    private RedisGroup() {}

    /** Starts a master, two replicas and three sentinels, in this sequence. Returns when they know each other. */
    public static RedisGroup withSentinels() {
        return opened(group -> {
            var master = group.start(List.of());
            for (var replica = 0; replica < 2; replica++) {
                group.start(List.of("--replicaof", LocalEngine.HOST, Integer.toString(master.port())));
            }
            for (var sentinel = 0; sentinel < 3; sentinel++) {
                group.startSentinel(master.port());
            }
            await("two replicas").atMost(PATIENCE).until(() -> group.says(0, "replication", "connected_slaves:2"));
            IntStream.range(3, 6)
                    .forEach(sentinel -> await("sentinels")
                            .atMost(PATIENCE)
                            .until(() -> group.says(sentinel, "sentinel", "slaves=2,sentinels=3")));
        });
    }

    /** Starts two servers that share nothing. */
    public static RedisGroup apart() {
        return opened(group -> {
            group.start(List.of());
            group.start(List.of());
        });
    }

    public static RedisGroup alone() {
        return opened(group -> group.start(List.of()));
    }

    /** Starts three masters and then a replica of each. Returns when the cluster serves all slots. */
    public static RedisGroup cluster() {
        return opened(group -> {
            for (var server = 0; server < 6; server++) {
                group.start(
                        "redis-" + server,
                        Ports.withBus(),
                        List.of(
                                "--cluster-enabled",
                                "yes",
                                "--cluster-node-timeout",
                                "4000",
                                "--cluster-require-full-coverage",
                                "no"));
            }
            IntStream.range(1, 6)
                    .forEach(other -> group.on(0, redis -> redis.clusterMeet(LocalEngine.HOST, group.port(other))));
            IntStream.range(0, 3).forEach(master -> {
                var slots = IntStream.range(master * SLOTS / 3, (master + 1) * SLOTS / 3);
                group.on(master, redis -> redis.clusterAddSlots(slots.toArray()));
            });
            IntStream.range(0, 6)
                    .forEach(server -> await("acquaintance")
                            .atMost(PATIENCE)
                            .until(() -> group.on(
                                    server, redis -> redis.clusterInfo().contains("cluster_known_nodes:6"))));
            IntStream.range(0, 3).forEach(master -> {
                var id = group.on(master, RedisCommands::clusterMyId);
                await("a replica")
                        .atMost(PATIENCE)
                        .ignoreExceptionsInstanceOf(RedisException.class)
                        .until(() -> group.on(master + 3, redis -> redis.clusterReplicate(id))
                                .equals("OK"));
                await("it follows")
                        .atMost(PATIENCE)
                        .until(() -> group.says(master, "replication", "connected_slaves:1"));
            });
            IntStream.range(0, 6)
                    .forEach(server -> await("the cluster")
                            .atMost(PATIENCE)
                            .until(() -> group.on(
                                    server, redis -> redis.clusterInfo().contains("cluster_state:ok"))));
        });
    }

    private static RedisGroup opened(Consumer<RedisGroup> setUp) {
        var group = new RedisGroup();
        try {
            setUp.accept(group);
            return group;
        } catch (RuntimeException failure) {
            group.close();
            throw failure;
        }
    }

    private RedisEngine start(List<String> options) {
        return start("redis-" + servers.size(), Ports.random(), options);
    }

    private RedisEngine start(String name, int port, List<String> options) {
        var server = new RedisEngine(folder.path().resolve(name), port, folder.path(), options);
        servers.add(server);
        server.start();
        return server;
    }

    private void startSentinel(int master) {
        var name = "sentinel-" + servers.size();
        try {
            // A sentinel writes its file anew. Options of a command line would be lost.
            Path file = Files.createDirectories(folder.path().resolve(name)).resolve("sentinel.conf");
            Files.writeString(file, """
                    sentinel monitor %1$s %2$s %3$d 2
                    sentinel down-after-milliseconds %1$s 4000
                    sentinel failover-timeout %1$s 5000
                    """.formatted(MASTER, LocalEngine.HOST, master));
            start(name, Ports.random(), List.of(file.toString(), "--sentinel"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port(int server) {
        return servers.get(server).port();
    }

    /** Returns the addresses of some of the servers, as Spring Boot's properties want them. */
    public String addresses(int from, int to) {
        return String.join(
                ",",
                servers.subList(from, to).stream()
                        .map(server -> LocalEngine.HOST + ":" + server.port())
                        .toList());
    }

    /** Returns whether the answer to {@code INFO} has this text. */
    public boolean says(int server, String section, String text) {
        return on(server, redis -> redis.info(section).contains(text));
    }

    /** Runs commands on one of the servers. */
    public <T> T on(int server, Function<RedisCommands<String, String>, T> commands) {
        try (var connection = client.connect(RedisURI.create(LocalEngine.HOST, port(server)))) {
            return commands.apply(connection.sync());
        }
    }

    /** Keeps what a server holds now. */
    public RedisBackup backUp(int server) throws IOException {
        return RedisBackup.of(servers.get(server), folder.path());
    }

    public void kill(int server) {
        servers.get(server).kill();
    }

    public void pause(int server) {
        servers.get(server).pause();
    }

    public void resume(int server) {
        servers.get(server).resume();
    }

    @Override
    public void close() {
        client.shutdown();
        servers.forEach(server -> server.close(false));
        folder.close();
    }
}
