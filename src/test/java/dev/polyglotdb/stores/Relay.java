package dev.polyglotdb.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Stands between clients and a server and makes the server look, to these clients only, as if something was wrong with it. */
public final class Relay implements AutoCloseable {

    private record Chunk(byte[] bytes, long due) {}

    private static final Chunk END = new Chunk(new byte[0], 0);

    private final InetSocketAddress target;
    private final int port = Ports.random();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition thawed = lock.newCondition();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile ServerSocket server;
    private volatile boolean frozen;
    private volatile boolean cutting;
    private volatile long delayNanos;

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
        frozen = true;
    }

    /** Answers come later by this time. */
    public void delay(Duration latency) {
        delayNanos = latency.toNanos();
    }

    /** The next answer on each connection ends in its middle, and the connection with it; on new ones too. */
    public void cut() {
        cutting = true;
    }

    /** All connections end, and no new ones are accepted. */
    public void refuse() {
        close();
    }

    /** From now on everything is as if there were no relay. */
    public void pass() {
        delayNanos = 0;
        cutting = false;
        thaw();
        if (server.isClosed()) {
            server = listen();
        }
    }

    private void thaw() {
        lock.lock();
        frozen = false;
        thawed.signalAll();
        lock.unlock();
    }

    private ServerSocket listen() {
        try {
            var listening = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
            start(() -> accept(listening));
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket listening) throws IOException {
        while (true) {
            var client = listening.accept();
            connections.incrementAndGet();
            start(() -> connect(listening, client));
        }
    }

    private void connect(ServerSocket listening, Socket client) throws IOException {
        var upstream = new Socket();
        try (client;
                upstream) {
            sockets.add(client);
            sockets.add(upstream);
            upstream.connect(target);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            if (listening.isClosed()) {
                return;
            }
            var answers = new LinkedBlockingQueue<Chunk>();
            start(() -> readAnswers(upstream, answers));
            start(() -> writeAnswers(answers, client, upstream));
            ask(client, upstream);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(client);
            sockets.remove(upstream);
        }
    }

    private void ask(Socket client, Socket upstream) throws IOException, InterruptedException {
        var buffer = new byte[8192];
        for (var read = client.getInputStream().read(buffer);
                read >= 0;
                read = client.getInputStream().read(buffer)) {
            awaitThaw();
            upstream.getOutputStream().write(buffer, 0, read);
        }
    }

    private void readAnswers(Socket upstream, BlockingQueue<Chunk> answers) throws IOException {
        var buffer = new byte[8192];
        try {
            for (var read = upstream.getInputStream().read(buffer);
                    read >= 0;
                    read = upstream.getInputStream().read(buffer)) {
                answers.add(new Chunk(Arrays.copyOf(buffer, read), System.nanoTime() + delayNanos));
            }
        } finally {
            answers.add(END);
        }
    }

    private void writeAnswers(BlockingQueue<Chunk> answers, Socket client, Socket upstream)
            throws IOException, InterruptedException {
        try (client;
                upstream) {
            for (var chunk = answers.take(); chunk != END; chunk = answers.take()) {
                for (var left = chunk.due() - System.nanoTime(); left > 0; left = chunk.due() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                awaitThaw();
                if (cutting) {
                    client.getOutputStream().write(chunk.bytes(), 0, chunk.bytes().length / 2);
                    return;
                }
                client.getOutputStream().write(chunk.bytes());
            }
        }
    }

    private void awaitThaw() throws InterruptedException {
        lock.lock();
        try {
            while (frozen) {
                thawed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException closed) {
                        // One end is gone, so the other is closed too: that is all there is to do.
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // What waits finds its sockets closed.
        thaw();
    }
}
