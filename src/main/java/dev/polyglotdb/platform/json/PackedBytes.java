package dev.polyglotdb.platform.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** Packed bytes as they arrive, in blocks. An inflater takes all that has arrived, and gives back what it can't use. */
final class PackedBytes {

    private final InputStream source;
    private final byte[] block = new byte[1 << 13];
    private int next;
    private int end;
    private long size;

    PackedBytes(InputStream source) {
        this.source = source;
    }

    /** Returns how many bytes have arrived. */
    long size() {
        return size;
    }

    /** Waits for another byte, or for the end. */
    boolean hasMore() throws IOException {
        if (next == end) {
            var read = Math.max(source.read(block), 0);
            next = 0;
            end = read;
            size += read;
        }
        return next < end;
    }

    /** @throws ZipException if there is no more */
    int next() throws IOException {
        mustHaveMore();
        return block[next++] & 0xFF;
    }

    /** Gives the inflater all that has arrived. */
    void feed(Inflater inflater) throws IOException {
        mustHaveMore();
        inflater.setInput(block, next, end - next);
        next = end;
    }

    void takeBack(Inflater inflater) {
        next -= inflater.getRemaining();
    }

    private void mustHaveMore() throws IOException {
        if (!hasMore()) {
            throw new ZipException("truncated");
        }
    }

    void close() throws IOException {
        source.close();
    }
}
