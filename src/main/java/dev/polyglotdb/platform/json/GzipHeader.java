package dev.polyglotdb.platform.json;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/** Reads over the header of a gzip member (RFC 1952), which has nothing that we need. */
final class GzipHeader {

    private static final int MAGIC = 0x8B1F;
    private static final int DEFLATE = 8;

    private static final int HAS_CHECKSUM = 1 << 1;
    private static final int HAS_EXTRA = 1 << 2;
    private static final int HAS_NAME = 1 << 3;
    private static final int HAS_COMMENT = 1 << 4;
    private static final int RESERVED = 0b1110_0000;

    private static final int TIME_LEVEL_AND_SYSTEM = 6;

    private final PackedBytes packed;
    private final CRC32 checksum = new CRC32();

    private GzipHeader(PackedBytes packed) {
        this.packed = packed;
    }

    /** @throws ZipException if it is no such header, or not all of it */
    static void skip(PackedBytes packed) throws IOException {
        new GzipHeader(packed).skip();
    }

    private void skip() throws IOException {
        must(pair() == MAGIC && next() == DEFLATE);
        var flags = next();
        // They may stand for fields that we would take for the data.
        must((flags & RESERVED) == 0);
        skip(TIME_LEVEL_AND_SYSTEM);
        if ((flags & HAS_EXTRA) != 0) {
            skip(pair());
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_CHECKSUM) != 0) {
            var expected = (int) checksum.getValue() & 0xFFFF;
            must(pair() == expected);
        }
    }

    private void skip(int bytes) throws IOException {
        for (var i = 0; i < bytes; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {}
    }

    private int pair() throws IOException {
        return next() | next() << 8;
    }

    private int next() throws IOException {
        var next = packed.next();
        checksum.update(next);
        return next;
    }

    private static void must(boolean isSo) throws ZipException {
        if (!isSo) {
            throw new ZipException("no header of a member");
        }
    }
}
