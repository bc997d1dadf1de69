package dev.polyglotdb.platform.stores;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.concurrent.CompletionException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Asks whether Redis can write: a single server has to be the master, and of a cluster each master has to serve. A
 * connection that leads to no master that answers is given up as soon as a new one does. Lettuce itself keeps it until
 * somebody closes it, which a machine without power and a demoted master don't.
 */
final class RedisProbe implements Runnable {

    /** A busy server may be late once. */
    private static final int TOO_OFTEN_LATE = 2;

    private final LettuceConnectionFactory connections;
    private final Runnable giveUpOthers;
    private int late;

    /** @param giveUpOthers gives up other connections to the same server */
    RedisProbe(LettuceConnectionFactory connections, Runnable giveUpOthers) {
        this.connections = connections;
        this.giveUpOthers = giveUpOthers;
    }

    @Override
    public void run() {
        try (var connection = connections.getConnection()) {
            if (connection instanceof RedisClusterConnection cluster) {
                askMasters(cluster);
            } else {
                ask((RedisClusterAsyncCommands<?, ?>) connection.getNativeConnection());
            }
        }
    }

    /** Lettuce finds out by itself who serves a slot now. */
    private static void askMasters(RedisClusterConnection cluster) {
        var commands = (RedisAdvancedClusterAsyncCommands<?, ?>) cluster.getNativeConnection();
        var slots = 0;
        for (var master : RedisKeys.masters(cluster)) {
            var state = await(commands.getConnection(master.getId()).clusterInfo());
            require(state.contains("cluster_state:ok"), master + " does not serve, because the cluster is not whole");
            slots += master.getSlotRange().getSlots().size();
        }
        require(slots == SlotHash.SLOT_COUNT, "only " + slots + " slots have a master");
    }

    private void ask(RedisClusterAsyncCommands<?, ?> server) {
        try {
            requireMaster(server);
            late = 0;
        } catch (RedisCommandTimeoutException silent) {
            late++;
            if (late >= TOO_OFTEN_LATE) {
                giveUpConnections(silent);
            }
            throw silent;
        } catch (DataAccessResourceFailureException replica) {
            giveUpConnections(replica);
            throw replica;
        }
    }

    /** Redis refuses a PING, unlike INFO, while it loads its data or can't save them, since it does not write then. */
    private static void requireMaster(RedisClusterAsyncCommands<?, ?> server) {
        var pong = server.ping();
        var info = server.info("replication");
        await(pong);
        require(await(info).contains("role:master"), "the server is a replica");
    }

    /** Only if another one is better: while there is none, requests would wait for each other to connect. */
    private void giveUpConnections(RuntimeException reason) {
        try (var other = ((RedisClient) connections.getRequiredNativeClient()).connect()) {
            requireMaster(other.async());
        } catch (RedisException | DataAccessResourceFailureException noBetter) {
            reason.addSuppressed(noBetter);
            return;
        }
        connections.resetConnection();
        giveUpOthers.run();
        late = 0;
    }

    private static <T> T await(RedisFuture<T> answer) {
        try {
            return answer.toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new DataAccessResourceFailureException(otherwise);
        }
    }
}
