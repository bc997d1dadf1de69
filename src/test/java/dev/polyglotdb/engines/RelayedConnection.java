package dev.polyglotdb.engines;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** A client's connection to the server behind a relay. */
final class RelayedConnection implements Closeable {

    private record Chunk(byte[] bytes, long due) {}

    private static final Chunk END = new Chunk(new byte[0], 0);

    private final Socket client;
    private final Socket server = new Socket();
    private final Trouble trouble;
    private final BlockingQueue<Chunk> answers = new LinkedBlockingQueue<>();

    RelayedConnection(Socket client, Trouble trouble) {
        this.client = client;
        this.trouble = trouble;
    }

    void connect(SocketAddress target) throws IOException {
        server.connect(target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    /** Forwards data in both directions until one side disconnects. */
    void carry() throws IOException, InterruptedException {
        RelayThread.start(this::readAnswers);
        RelayThread.start(this::writeAnswers);
        var buffer = new byte[8192];
        for (var read = client.getInputStream().read(buffer);
                read >= 0;
                read = client.getInputStream().read(buffer)) {
            trouble.awaitThaw();
            server.getOutputStream().write(buffer, 0, read);
        }
    }

    /** Reads in a thread separate from writing, so that each response is delayed once and delays do not add up. */
    private void readAnswers() throws IOException {
        var buffer = new byte[8192];
        try {
            for (var read = server.getInputStream().read(buffer);
                    read >= 0;
                    read = server.getInputStream().read(buffer)) {
                answers.add(new Chunk(Arrays.copyOf(buffer, read), System.nanoTime() + trouble.delayNanos()));
            }
        } finally {
            answers.add(END);
        }
    }

    private void writeAnswers() throws IOException, InterruptedException {
        try {
            for (var chunk = answers.take(); chunk != END; chunk = answers.take()) {
                write(chunk);
            }
        } finally {
            close();
        }
    }

    private void write(Chunk chunk) throws IOException, InterruptedException {
        for (var left = chunk.due() - System.nanoTime(); left > 0; left = chunk.due() - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        trouble.awaitThaw();
        if (trouble.isCutting()) {
            client.getOutputStream().write(chunk.bytes(), 0, chunk.bytes().length / 2);
            throw new EOFException("cut here");
        }
        client.getOutputStream().write(chunk.bytes());
    }

    @Override
    public void close() throws IOException {
        try (client) {
            server.close();
        }
    }
}
