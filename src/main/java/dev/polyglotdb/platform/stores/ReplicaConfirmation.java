package dev.polyglotdb.platform.stores;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * Makes sure that a replica of Redis knows what was deleted, so that the keys do not return when it takes over. It uses
 * a connection of its own: {@code WAIT} keeps everything waiting that comes after it on the same one.
 */
@Component
public class ReplicaConfirmation implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ReplicaConfirmation.class);

    private static final Duration MARK = Duration.ofSeconds(1);

    private final LettuceConnectionFactory connections;
    private final Duration patience;
    private final Counter unconfirmed;

    /** No monitor, which on Java 21 to 23 would hold the carriers of virtual threads while one of them connects. */
    private final Lock connecting = new ReentrantLock();

    private @Nullable StatefulRedisConnection<String, String> server;
    private @Nullable StatefulRedisClusterConnection<String, String> cluster;

    ReplicaConfirmation(LettuceConnectionFactory connections, StoreTimeouts timeouts, MeterRegistry meters) {
        this.connections = connections;
        this.patience = timeouts.validation();
        this.unconfirmed = Counter.builder("redis.deletes.unconfirmed")
                .description("Deletions that no replica confirmed in time, though there was one")
                .register(meters);
    }

    /**
     * Deletes the keys once more and waits for a replica of each to confirm it, if there is one. What it waits for is
     * another key, which lives for a moment. Whoever calls it has deleted them before, so if nobody confirms in time,
     * that is only counted.
     */
    public void ofDeleted(Collection<String> keys) {
        var end = System.nanoTime() + patience.toNanos();
        try {
            byNode(keys).forEach((node, ofNode) -> confirm(node, ofNode, end));
        } catch (RuntimeException failure) {
            unconfirmed.increment();
            log.debug("No replica was asked to confirm a deletion", failure);
        }
    }

    private void confirm(StatefulRedisConnection<String, String> node, List<String> keys, long end) {
        try {
            if (!isConfirmed(node, keys, end)) {
                unconfirmed.increment();
            }
        } catch (RuntimeException failure) {
            giveUp(node);
            throw failure;
        }
    }

    private static boolean isConfirmed(StatefulRedisConnection<String, String> node, List<String> keys, long end) {
        var commands = node.sync();
        if (replicas(commands.role()) == 0) {
            return true;
        }
        // One by one: a node of a cluster refuses keys of several slots in one command. WAIT is answered last.
        var written = Stream.concat(
                        keys.stream().<RedisFuture<?>>map(node.async()::del),
                        Stream.of(node.async().set(mark(keys.get(0)), "", SetArgs.Builder.px(MARK))))
                .toList();
        // 0 would be without limit.
        var left = Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis());
        return commands.waitForReplication(1, left) > 0 && written.stream().noneMatch(ReplicaConfirmation::hasFailed);
    }

    /** Returns a key in the slot of this one. From Redis 7.2 on, {@code WAIT} does not wait for vain deletions. */
    private static String mark(String key) {
        return "deleted:{" + key + "}";
    }

    private static boolean hasFailed(RedisFuture<?> answer) {
        return answer.toCompletableFuture().isCompletedExceptionally();
    }

    /** @param role the answer to {@code ROLE}: of a master, its name, its offset and its replicas */
    private static int replicas(List<Object> role) {
        if (!"master".equals(role.get(0)) || !(role.get(2) instanceof List<?> replicas)) {
            throw new IllegalStateException("The server is no master any more");
        }
        return replicas.size();
    }

    private Map<StatefulRedisConnection<String, String>, List<String>> byNode(Collection<String> keys) {
        connecting.lock();
        try {
            var client = connections.getRequiredNativeClient();
            if (client instanceof RedisClusterClient ofCluster) {
                if (cluster == null) {
                    cluster = ofCluster.connect();
                }
                var open = cluster;
                return keys.stream().collect(Collectors.groupingBy(key -> node(open, key)));
            }
            if (server == null) {
                server = ((RedisClient) client).connect();
            }
            return Map.of(server, List.copyOf(keys));
        } finally {
            connecting.unlock();
        }
    }

    /** Makes the next confirmation connect anew. Of a cluster, Lettuce has the connections. */
    void giveUpConnection() {
        connecting.lock();
        try {
            if (server != null) {
                server.closeAsync();
                server = null;
            }
        } finally {
            connecting.unlock();
        }
    }

    /** Another thread may have connected anew already. */
    private void giveUp(StatefulRedisConnection<String, String> failed) {
        connecting.lock();
        try {
            if (server == failed) {
                giveUpConnection();
            }
        } finally {
            connecting.unlock();
        }
    }

    private static StatefulRedisConnection<String, String> node(
            StatefulRedisClusterConnection<String, String> cluster, String key) {
        var master = cluster.getPartitions().getMasterBySlot(SlotHash.getSlot(key));
        if (master == null) {
            throw new IllegalStateException("No master has the slot of " + key);
        }
        return cluster.getConnection(master.getNodeId());
    }

    @Override
    public void destroy() {
        connecting.lock();
        try {
            if (server != null) {
                server.close();
            }
            if (cluster != null) {
                cluster.close();
            }
        } finally {
            connecting.unlock();
        }
    }
}
