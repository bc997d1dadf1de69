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

    private static final byte[] LENGTH = bytes("Content-Length: ");
    private static final byte[] CLOSE = bytes("Connection: close");
    private static final byte[] LAST_CHUNK = bytes("0\r\n\r\n");
    private static final int STATUS = "HTTP/1.1 ".length();
    private static final int CHUNKED = -1;

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(32 << 10);
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private long due;
    private int headEnd;
    private int bodyLength;
    private boolean last;

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
        headEnd = 0;
        bodyLength = CHUNKED;
        last = false;
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
            throw new EOFException("The server closed the connection: " + text());
        }
        if (headEnd == 0 && !readHead()) {
            return false;
        }
        return bodyLength == CHUNKED ? endsWithLastChunk() : answer.position() >= headEnd + bodyLength;
    }

    /** Looks at each byte once and makes no texts, since this is most of what the generator itself has to do. */
    private boolean readHead() {
        var bytes = answer.array();
        var line = 0;
        for (var at = 0; at < answer.position(); at++) {
            if (bytes[at] == '\n') {
                if (at - line == 1) {
                    headEnd = at + 1;
                    return true;
                }
                readLine(line, at - 1);
                line = at + 1;
            }
        }
        return false;
    }

    private void readLine(int from, int end) {
        if (isAt(from, LENGTH)) {
            bodyLength = number(from + LENGTH.length, end);
        } else if (isAt(from, CLOSE)) {
            last = true;
        }
    }

    /** A head may end like this as well. */
    private boolean endsWithLastChunk() {
        var from = answer.position() - LAST_CHUNK.length;
        return from >= headEnd && isAt(from, LAST_CHUNK);
    }

    private boolean isAt(int from, byte[] word) {
        return Arrays.equals(answer.array(), from, from + word.length, word, 0, word.length);
    }

    private int number(int from, int end) {
        var number = 0;
        for (var at = from; at < end; at++) {
            number = 10 * number + answer.array()[at] - '0';
        }
        return number;
    }

    /** Returns whether the server closes the connection after this answer. */
    boolean isLast() {
        return last;
    }

    int status() {
        return number(STATUS, STATUS + 3);
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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
