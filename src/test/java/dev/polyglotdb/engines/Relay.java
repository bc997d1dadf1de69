package dev.polyglotdb.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy between clients and a server that makes the server appear faulty to these clients only. */
public final class Relay implements AutoCloseable {

    private final InetSocketAddress target;
    private final int port = Ports.random();
    private final Set<RelayedConnection> open = ConcurrentHashMap.newKeySet();
    private final Trouble trouble = new Trouble();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile ServerSocket server;

    public Relay(String host, int port) {
        this.target = new InetSocketAddress(host, port);
        this.server = listen();
    }

    public int port() {
        return port;
    }

    /** Returns the number of connections so far. */
    public int connections() {
        return connections.get();
    }

    /** Stops forwarding. Connections are still accepted. */
    public void freeze() {
        trouble.freeze();
    }

    /** Delays responses by this time. */
    public void delay(Duration latency) {
        trouble.delay(latency);
    }

    /** Cuts the next response on each connection in the middle and closes the connection, also on new connections. */
    public void cut() {
        trouble.cut();
    }

    /** Closes all connections and accepts no new ones. */
    public void refuse() {
        close();
    }

    /** Ends all disturbances. */
    public void pass() {
        trouble.end();
        if (server.isClosed()) {
            server = listen();
        }
    }

    private ServerSocket listen() {
        try {
            var listening = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
            RelayThread.start(() -> accept(listening));
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket listening) throws IOException {
        while (true) {
            var client = listening.accept();
            connections.incrementAndGet();
            RelayThread.start(() -> relay(listening, client));
        }
    }

    private void relay(ServerSocket listening, Socket client) throws IOException, InterruptedException {
        var connection = new RelayedConnection(client, trouble);
        try (connection) {
            open.add(connection);
            connection.connect(target);
            if (!listening.isClosed()) {
                connection.carry();
            }
        } finally {
            open.remove(connection);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Threads that wait find their sockets closed.
        trouble.thaw();
    }
}
