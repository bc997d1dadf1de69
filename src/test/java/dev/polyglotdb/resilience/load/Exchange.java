package dev.polyglotdb.resilience.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A connection on which one request at a time is sent and answered, without waiting. */
final class Exchange {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");

    private static final Pattern LAST = Pattern.compile("(?i)\r\nConnection: close\r\n");

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(32 << 10);
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private long due;
    private String text = "";

    Exchange(InetSocketAddress server, Selector selector) throws IOException {
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.connect(server);
        channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    /** Sends the request as soon as the server has accepted the connection. */
    void send(byte[] request, long dueNanos) throws IOException {
        due = dueNanos;
        answer.clear();
        unsent = ByteBuffer.wrap(request);
        if (channel.isConnected()) {
            sendRest();
        }
    }

    void connected(SelectionKey key) throws IOException {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        sendRest();
    }

    /** The requests are small enough to fit into the buffer of an idle connection. */
    private void sendRest() throws IOException {
        while (unsent.hasRemaining()) {
            channel.write(unsent);
        }
    }

    /** Reads what has come, and returns whether the answer is complete. */
    boolean isAnswered() throws IOException {
        if (channel.read(answer) < 0) {
            throw new EOFException("The server closed the connection: " + text);
        }
        text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
        var head = text.indexOf("\r\n\r\n") + 4;
        if (head < 4) {
            return false;
        }
        var length = LENGTH.matcher(text).region(0, head);
        return length.find()
                ? text.length() >= head + Integer.parseInt(length.group(1))
                : text.endsWith("\r\n0\r\n\r\n");
    }

    /** Returns whether the server closes the connection after this answer. */
    boolean isLast() {
        return LAST.matcher(text).find();
    }

    int status() {
        return Integer.parseInt(text.substring(9, 12));
    }

    boolean says(String word) {
        return status() == 503 && text.contains(word);
    }

    /** Returns the nanoseconds since the request was due. */
    long took() {
        return System.nanoTime() - due;
    }

    void close() throws IOException {
        channel.close();
    }
}
