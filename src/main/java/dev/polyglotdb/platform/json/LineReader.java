package dev.polyglotdb.platform.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits bytes into lines, each ended by LF, CR LF or the end of the stream, and holds no more than one of them: of a line that is too long
 * only the end is looked for. A byte order mark before the first line is no part of it.
 */
final class LineReader {

    private static final int FIRST_SIZE = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int maxLength;
    private byte[] buffer = new byte[FIRST_SIZE];
    /** What was read and not yet passed: the present line, once there is one, and bytes of those that follow. */
    private int start;

    private int end;

    /** Where the line after the present one begins. */
    private int next;

    private int length;
    private boolean tooLong;
    private long number;

    /** @param maxLength of a line in bytes, without what ends it */
    LineReader(InputStream in, int maxLength) {
        this.in = in;
        this.maxLength = maxLength;
    }

    /**
     * Goes on to the next line.
     *
     * @return false if there is none
     * @throws IOException if the stream broke; what it gave of an unfinished line is no line
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
            if (end - start > maxLength + 1) { // one more for a CR
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

    /** The number of the present line, from 1. */
    long number() {
        return number;
    }

    /** Whether the line is longer than allowed; its bytes are not at hand then. */
    boolean isTooLong() {
        return tooLong;
    }

    /** Holds the bytes of the line, from {@link #offset()} on, until the next one is asked for. */
    byte[] buffer() {
        return buffer;
    }

    int offset() {
        return start;
    }

    int length() {
        return length;
    }

    /** Whether the line has nothing but white space of JSON. */
    boolean isBlank() {
        for (var i = start; i < start + length; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
