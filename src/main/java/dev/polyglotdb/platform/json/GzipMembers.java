package dev.polyglotdb.platform.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks the members of a gzip file, any number of them. {@link java.util.zip.GZIPInputStream} takes whatever is wrong
 * after the first one for the end, and it recurses with every empty one.
 */
final class GzipMembers {

    private final PackedBytes packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private boolean hasBegun;
    private boolean isInMember;

    GzipMembers(InputStream packed) {
        this.packed = new PackedBytes(packed);
    }

    /** Returns how many packed bytes have arrived. */
    long packedSize() {
        return packed.size();
    }

    /**
     * Reads as {@link InputStream#read(byte[], int, int)} does.
     *
     * @throws ZipException if this is not gzip, or not all of it
     */
    int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (isInMember || begin()) {
            var read = inflate(buffer, offset, length);
            if (read > 0) {
                return read;
            }
            if (inflater.finished()) {
                end();
            } else {
                packed.feed(inflater);
            }
        }
        return -1;
    }

    /** Returns false if there is no other member. */
    private boolean begin() throws IOException {
        if (hasBegun && !packed.hasMore()) {
            return false;
        }
        GzipHeader.skip(packed);
        inflater.reset();
        checksum.reset();
        hasBegun = true;
        isInMember = true;
        return true;
    }

    private int inflate(byte[] buffer, int offset, int length) throws ZipException {
        try {
            var read = inflater.inflate(buffer, offset, length);
            checksum.update(buffer, offset, read);
            return read;
        } catch (DataFormatException malformed) {
            throw new ZipException(malformed.getMessage());
        }
    }

    private void end() throws IOException {
        packed.takeBack(inflater);
        if (number() != checksum.getValue() || number() != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw new ZipException("damaged");
        }
        isInMember = false;
    }

    private long number() throws IOException {
        var number = 0L;
        for (var shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            number |= (long) packed.next() << shift;
        }
        return number;
    }

    void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
