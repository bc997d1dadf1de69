package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.platform.web.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A packed body is read to its end, or it is refused. */
@Tag("fast")
class GzipBodyTests {

    private static final int HEADER = 10;
    private static final int FLAGS = 3;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1 << 13, 1 << 20})
    void membersAreOneTextHoweverTheyArrive(int atOnce) throws IOException {
        var lines = "a line\n".repeat(20_000);
        var packed = join(gzip(lines), gzip(""), gzip("b"), gzip(""));

        assertThat(text(new Dripping(packed, atOnce))).isEqualTo(lines + "b");
    }

    /** Each of them is twenty bytes of the body and none of the text. */
    @Test
    void manyEmptyMembersAreAnEmptyText() throws IOException {
        var packed = new ByteArrayOutputStream();
        for (var i = 0; i < 100_000; i++) {
            packed.write(gzip(""));
        }

        assertThat(text(packed.toByteArray())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8, 16, 4 + 8 + 16, 2, 2 + 4 + 8 + 16})
    void aHeaderMayHaveAllFieldsThatThereAre(int flags) throws IOException {
        assertThat(text(join(withFields(gzip("a"), flags), withFields(gzip("b"), flags))))
                .isEqualTo("ab");
    }

    static List<byte[]> wrongEnds() throws IOException {
        var second = gzip("second");
        return List.of(
                "plain\n".getBytes(StandardCharsets.UTF_8),
                new byte[] {0},
                changed(second, 0),
                changed(second, 1),
                changed(second, 2),
                changed(second, FLAGS, 0x80),
                changed(second, HEADER, 0x06),
                changed(second, second.length - 8),
                changed(second, second.length - 1),
                changed(withFields(second, 2), HEADER),
                changed(withFields(second, 2 + 16), HEADER));
    }

    @ParameterizedTest
    @MethodSource("wrongEnds")
    void whatFollowsAMemberIsAnotherOneOrWrong(byte[] end) throws IOException {
        refused(join(gzip("first"), end));
    }

    @Test
    void aMemberIsWhole() throws IOException {
        var second = withFields(gzip("second"), 2 + 4 + 8 + 16);

        for (var cut = 1; cut < second.length; cut++) {
            refused(join(gzip("first"), Arrays.copyOf(second, cut)));
            refused(Arrays.copyOf(second, cut));
        }
    }

    @Test
    void nothingIsNoMember() {
        refused(new byte[0]);
    }

    /** Whoever sends is told that the body is wrong only if it is. */
    @Test
    void aConnectionThatBreaksIsNoWrongBody() throws IOException {
        var packed = gzip("first");

        for (var length = 0; length <= packed.length; length++) {
            var body = new GzipBody(
                    new SequenceInputStream(new ByteArrayInputStream(packed, 0, length), new InputStream() {
                        @Override
                        public int read() throws IOException {
                            throw new EOFException("broken");
                        }
                    }));

            assertThatExceptionOfType(EOFException.class).isThrownBy(body::readAllBytes);
        }
    }

    private static void refused(byte[] packed) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> text(packed))
                .withMessageContaining("not gzip, or not all of it");
    }

    private static String text(byte[] packed) throws IOException {
        return text(new ByteArrayInputStream(packed));
    }

    private static String text(InputStream packed) throws IOException {
        try (var body = new GzipBody(packed)) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packer = new GZIPOutputStream(bytes)) {
            packer.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Adds the optional fields that the flags stand for. */
    private static byte[] withFields(byte[] member, int flags) throws IOException {
        var header = new ByteArrayOutputStream();
        header.write(changed(member, FLAGS, flags), 0, HEADER);
        header.write((flags & 4) == 0 ? new byte[0] : new byte[] {3, 0, 'x', 0, 'y'});
        header.write((flags & 8) == 0 ? new byte[0] : new byte[] {'n', 0});
        header.write((flags & 16) == 0 ? new byte[0] : new byte[] {0});
        if ((flags & 2) != 0) {
            var checksum = new CRC32();
            checksum.update(header.toByteArray());
            header.write((int) checksum.getValue());
            header.write((int) checksum.getValue() >> 8);
        }
        return join(header.toByteArray(), Arrays.copyOfRange(member, HEADER, member.length));
    }

    private static byte[] changed(byte[] bytes, int index) {
        return changed(bytes, index, 1);
    }

    private static byte[] changed(byte[] bytes, int index, int bits) {
        var copy = bytes.clone();
        copy[index] ^= (byte) bits;
        return copy;
    }

    private static byte[] join(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        for (var part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    /** Has only so many bytes at once, as a connection. */
    private static final class Dripping extends FilterInputStream {

        private final int atOnce;

        Dripping(byte[] bytes, int atOnce) {
            super(new ByteArrayInputStream(bytes));
            this.atOnce = atOnce;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, Math.min(length, atOnce));
        }
    }
}
