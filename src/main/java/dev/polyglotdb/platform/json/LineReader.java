package dev.polyglotdb.platform.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits bytes into lines that end with LF, CR LF or the end of the stream. It holds at most one line in memory. It
 * skips the bytes of a line that is too long. A byte order mark before the first line is ignored.
 */
final class LineReader {

    private static final int FIRST_SIZE = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int maxLength;
    private byte[] buffer = new byte[FIRST_SIZE];
    /**
     * The start of the bytes that were read but not consumed. They are the current line, if there is one, and the bytes
     * after it.
     */
    private int start;

    private int end;

    /** The start of the line after the current one. */
    private int next;

    private int length;
    private boolean tooLong;
    private long number;

    /** @param maxLength the maximum length of a line in bytes, without the line end */
    LineReader(InputStream in, int maxLength) {
        this.in = in;
        this.maxLength = maxLength;
    }

    /**
     * Moves to the next line.
     *
     * @return false if there is no further line
     * @throws IOException if the stream fails; an incomplete line is then not returned
     */
    boolean next() throws IOException {
        start = next;
        tooLong = false;
        var scanned = 0;
        while (true) {
            for (var i = start + scanned; i < end; i++) {
                if (buffer[i] == '\n') {
                    return found(i, i + 1);
                }
            }
            if (end - start > maxLength + 1) { // plus one for a CR
                tooLong = true;
                end = start;
            }
            scanned = end - start;
            if (!fill()) {
                return (scanned > 0 || tooLong) && found(end, end);
            }
        }
    }

    private boolean found(int lineEnd, int nextLine) {
        number++;
        next = nextLine;
        if (number == 1 && !tooLong && startsWithByteOrderMark(lineEnd)) {
            start += BYTE_ORDER_MARK.length;
        }
        length = lineEnd - start;
        if (length > 0 && buffer[lineEnd - 1] == '\r') {
            length--;
        }
        tooLong |= length > maxLength;
        return true;
    }

    private boolean startsWithByteOrderMark(int lineEnd) {
        var markEnd = start + BYTE_ORDER_MARK.length;
        return lineEnd >= markEnd && Arrays.equals(buffer, start, markEnd, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private boolean fill() throws IOException {
        if (end == buffer.length) {
            var target = start == 0 ? new byte[2 * buffer.length] : buffer;
            System.arraycopy(buffer, start, target, 0, end - start);
            end -= start;
            start = 0;
            buffer = target;
        }
        var read = in.read(buffer, end, buffer.length - end);
        end += Math.max(read, 0);
        return read >= 0;
    }

    /** Returns the number of the current line, starting at 1. */
    long number() {
        return number;
    }

    /** Returns whether the line exceeds the maximum length. Its bytes are then not available. */
    boolean isTooLong() {
        return tooLong;
    }

    /** Returns the buffer that holds the line, which starts at {@link #offset()}. Valid until the next line is read. */
    byte[] buffer() {
        return buffer;
    }

    int offset() {
        return start;
    }

    int length() {
        return length;
    }

    /** Returns whether the line contains only JSON white space. */
    boolean isBlank() {
        for (var i = start; i < start + length; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
