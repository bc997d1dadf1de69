package dev.polyglotdb.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * A proxy between clients and MongoDB that can answer commands in its place. It has an answer for the next command of
 * a name, or for those after some more; all others are passed on unread.
 */
public final class MongoRelay implements AutoCloseable {

    private final InetSocketAddress target;
    private final ServerSocket listening;
    private final Set<MongoRelayedConnection> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Queue<MongoAnswer>> answers = new HashMap<>();
    private final List<BsonDocument> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger given = new AtomicInteger();
    private volatile boolean attentive;
    private CountDownLatch end = new CountDownLatch(1);

    public MongoRelay(String host, int port) {
        target = new InetSocketAddress(host, port);
        try {
            listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RelayThread.start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Answers the next commands of this name, each with one of the answers, in this order. */
    public synchronized void next(String command, MongoAnswer... inOrder) {
        attentive = true;
        answers.computeIfAbsent(command, name -> new ArrayDeque<>()).addAll(List.of(inOrder));
    }

    /** Begins to keep the commands that come, for {@link #seen()}. */
    public void watch() {
        attentive = true;
    }

    /** Returns the commands since {@link #watch()} or the first answer that was ordered, in the order they came. */
    public List<BsonDocument> seen() {
        return List.copyOf(seen);
    }

    /** Returns how many commands were answered here since {@link #pass()}. */
    public int given() {
        return given.get();
    }

    /** Passes everything on from now on. */
    public synchronized void pass() {
        attentive = false;
        answers.clear();
        seen.clear();
        given.set(0);
        end.countDown();
        end = new CountDownLatch(1);
    }

    boolean isAttentive() {
        return attentive;
    }

    synchronized @Nullable MongoAnswer take(BsonDocument command) {
        if (command.isEmpty()) {
            return null;
        }
        seen.add(command);
        MongoCommandLog.ALL.seen(command);
        var waiting = answers.get(command.getFirstKey());
        var answer = waiting == null ? null : waiting.poll();
        if (answer != null) {
            given.incrementAndGet();
        }
        return answer;
    }

    synchronized CountDownLatch end() {
        return end;
    }

    private void accept() throws IOException {
        while (true) {
            var client = listening.accept();
            RelayThread.start(() -> relay(client));
        }
    }

    private void relay(Socket client) throws IOException, InterruptedException {
        var connection = new MongoRelayedConnection(client, this);
        try (connection) {
            open.add(connection);
            connection.carry(target);
        } finally {
            open.remove(connection);
        }
    }

    @Override
    public void close() {
        pass();
        try {
            listening.close();
            for (var connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
