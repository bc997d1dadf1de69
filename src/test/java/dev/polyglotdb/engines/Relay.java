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

/** Stands between clients and a server and makes the server look, to these clients only, as if something was wrong with it. */
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

    /** How many connections there have been. */
    public int connections() {
        return connections.get();
    }

    /** Connections are still accepted, but nothing passes. */
    public void freeze() {
        trouble.freeze();
    }

    /** Answers come later by this time. */
    public void delay(Duration latency) {
        trouble.delay(latency);
    }

    /** The next answer on each connection ends in its middle, and the connection with it; on new ones too. */
    public void cut() {
        trouble.cut();
    }

    /** All connections end, and no new ones are accepted. */
    public void refuse() {
        close();
    }

    /** From now on everything is as if there were no relay. */
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
        // What waits finds its sockets closed.
        trouble.thaw();
    }
}
