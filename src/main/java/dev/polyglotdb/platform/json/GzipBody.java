package dev.polyglotdb.platform.json;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** Decompresses a gzip body as it arrives. It may have several members, as parallel compressors write them. */
public final class GzipBody extends InputStream {

    /**
     * The largest ratio of decompressed to compressed bytes. Real NDJSON hardly ever compresses better; what does is
     * meant to waste our time.
     */
    private static final int MAX_RATIO = 200;

    /** The decompressed size from which the ratio counts. */
    private static final long ALWAYS_ALLOWED = 16 << 20;

    private final GzipMembers members;
    private long size;

    GzipBody(InputStream packed) {
        this.members = new GzipMembers(packed);
    }

    /** Returns the body of a request, decompressed if it is compressed. */
    public static InputStream of(HttpServletRequest request) throws IOException {
        var body = request.getInputStream();
        return ContentCoding.of(request) == ContentCoding.GZIP ? new GzipBody(body) : body;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** @throws ProblemException (400) if the body is not gzip, is truncated, or exceeds {@link #MAX_RATIO} */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            var read = members.read(buffer, offset, length);
            size += Math.max(read, 0);
            if (size > ALWAYS_ALLOWED && size / MAX_RATIO > members.packedSize()) {
                throw refusal("The body grows to more than %s times its size.".formatted(MAX_RATIO));
            }
            return read;
        } catch (ZipException malformed) {
            throw refusal("The body is not gzip, or not all of it.");
        }
    }

    private static ProblemException refusal(String detail) {
        return new ProblemException(ProblemType.BAD_REQUEST, detail);
    }

    @Override
    public void close() throws IOException {
        members.close();
    }
}
