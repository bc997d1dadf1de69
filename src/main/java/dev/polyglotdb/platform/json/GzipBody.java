package dev.polyglotdb.platform.json;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Decompresses a gzip body as it arrives. It may have several members, as parallel compressors write them. */
public final class GzipBody extends InputStream {

    /** Real NDJSON hardly ever compresses better; what does is meant to waste our time. */
    private static final int MAX_RATIO = 200;

    /** The decompressed size from which the ratio counts. */
    private static final long ALWAYS_ALLOWED = 16 << 20;

    private final PackedBytes packed;
    private @Nullable GZIPInputStream unpacked;
    private long size;

    private GzipBody(InputStream packed) {
        this.packed = new PackedBytes(packed);
    }

    /** Returns the body of a request, decompressed if it is compressed. */
    public static InputStream of(HttpServletRequest request) throws IOException {
        var body = request.getInputStream();
        return ContentCoding.of(request) == ContentCoding.GZIP ? new GzipBody(body) : body;
    }

    @Override
    public int read() throws IOException {
        return first(this);
    }

    /** Reads one byte by way of the method that reads several. */
    private static int first(InputStream bytes) throws IOException {
        var one = new byte[1];
        return bytes.read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** @throws ProblemException (400) if the body is not gzip, is truncated, or exceeds {@link #MAX_RATIO} */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            if (unpacked == null) {
                unpacked = new GZIPInputStream(packed, 1 << 13);
            }
            var read = unpacked.read(buffer, offset, length);
            packed.mustNotBeBroken();
            size += Math.max(read, 0);
            if (size > ALWAYS_ALLOWED && size / MAX_RATIO > packed.size) {
                throw refusal("The body grows to more than %d times its size.".formatted(MAX_RATIO));
            }
            return read;
        } catch (ZipException | EOFException malformed) {
            packed.mustNotBeBroken();
            throw refusal("The body is not gzip, or not all of it.");
        }
    }

    private static ProblemException refusal(String detail) {
        return new ProblemException(ProblemType.BAD_REQUEST, detail);
    }

    @Override
    public void close() throws IOException {
        packed.close();
    }

    /**
     * Counts the compressed bytes and keeps an I/O failure, because {@link GZIPInputStream} takes any failure between
     * two members for the end.
     */
    private static final class PackedBytes extends FilterInputStream {

        private long size;
        private @Nullable IOException failure;

        PackedBytes(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return first(this);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                var read = super.read(buffer, offset, length);
                size += Math.max(read, 0);
                return read;
            } catch (IOException broken) {
                failure = broken;
                throw broken;
            }
        }

        /** Makes {@link GZIPInputStream} look for another member, of which nothing may have arrived yet. */
        @Override
        public int available() {
            return 1;
        }

        void mustNotBeBroken() throws IOException {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
