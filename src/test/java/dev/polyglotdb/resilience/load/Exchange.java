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
import java.util.Arrays;

/** A connection on which one request at a time is sent and answered, without waiting. */
final class Exchange {

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final String LENGTH = "\r\nContent-Length: ";

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(32 << 10);
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private long due;
    private String head = "";
    private int length;

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
        head = "";
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
            throw new EOFException("The server closed the connection: " + head);
        }
        return (!head.isEmpty() || readHead()) && answer.position() >= length && (length > 0 || endsWithLastChunk());
    }

    private boolean readHead() {
        var bytes = answer.array();
        for (var end = END_OF_HEAD.length; end <= answer.position(); end++) {
            if (bytes[end - 1] == '\n'
                    && Arrays.equals(bytes, end - END_OF_HEAD.length, end, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                head = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
                var said = head.indexOf(LENGTH);
                var digits = said + LENGTH.length();
                length = said < 0 ? 0 : end + Integer.parseInt(head, digits, head.indexOf('\r', digits), 10);
                return true;
            }
        }
        return false;
    }

    private boolean endsWithLastChunk() {
        var end = answer.position();
        return new String(answer.array(), end - 5, 5, StandardCharsets.ISO_8859_1).equals("0\r\n\r\n");
    }

    /** Returns whether the server closes the connection after this answer. */
    boolean isLast() {
        return head.contains("\r\nConnection: close\r\n");
    }

    int status() {
        return Integer.parseInt(head, 9, 12, 10);
    }

    boolean says(String word) {
        return status() == 503 && text().contains(word);
    }

    String text() {
        return new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
    }

    /** Returns the nanoseconds since the request was due. */
    long took() {
        return System.nanoTime() - due;
    }

    void close() throws IOException {
        channel.close();
    }
}
