package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class LineReaderTests {

    private static final int MAX = 100_000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            a\\nb\\n|1:a 2:b
            a\\nb|1:a 2:b
            a\\r\\nb\\r\\n|1:a 2:b
            a\\rb\\n|1:a\\rb
            \\n\\na|1: 2: 3:a
            a\\n\\r\\n |1:a 2: 3:\s
            ''|''
            \\n|1:
            \uFEFFa\\n\uFEFFb|1:a 2:\uFEFFb
            \uFEFF|1:
            """)
    void linesEndAsInAnEditor(String text, String lines) throws IOException {
        var body = unescape(text).getBytes(StandardCharsets.UTF_8);

        assertThat(String.join(" ", read(new ByteArrayInputStream(body)))).isEqualTo(unescape(lines));
        assertThat(String.join(" ", read(new Trickle(body)))).isEqualTo(unescape(lines));
    }

    @Test
    void aLineMayBeAsLongAsAllowedAndNotOneByteLonger() throws IOException {
        var fits = "x".repeat(MAX);
        var text = fits + "\n" + fits + "\r\n" + fits + "x\n" + fits + "xx\r\n" + "y".repeat(10 * MAX) + "\nz\n"
                + "y".repeat(2 * MAX);

        for (var in : List.of(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                new Trickle(text.getBytes(StandardCharsets.UTF_8)))) {
            assertThat(read(in)).containsExactly("1:" + fits, "2:" + fits, "3!", "4!", "5!", "6:z", "7!");
        }
    }

    @Test
    void aLineWithoutEndCostsNoMemory() throws IOException {
        // More bytes than an int can count.
        var line = new LineReader(new Endless((1L << 31) + (1 << 20)), MAX);

        assertThat(line.next()).isTrue();
        assertThat(line.isTooLong()).isTrue();
        assertThat(line.buffer().length).isLessThan(4 * MAX);
        assertThat(line.next()).isFalse();
    }

    @Test
    void whatCameOfALineBeforeTheStreamBrokeIsNoLine() throws IOException {
        var broken = new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream("a\n{}".getBytes(StandardCharsets.UTF_8)), new Broken())));
        var line = new LineReader(broken, MAX);

        assertThat(line.next()).isTrue();
        assertThatIOException().isThrownBy(line::next);
    }

    private static List<String> read(InputStream in) throws IOException {
        var lines = new ArrayList<String>();
        for (var line = new LineReader(in, MAX); line.next(); ) {
            lines.add(line.number()
                    + (line.isTooLong()
                            ? "!"
                            : ":" + new String(line.buffer(), line.offset(), line.length(), StandardCharsets.UTF_8)));
        }
        return lines;
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }

    /** Gives a byte at a time. */
    private static final class Trickle extends ByteArrayInputStream {

        Trickle(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1));
        }
    }

    private static final class Endless extends InputStream {

        private long left;

        Endless(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            var read = (int) Math.min(length, left);
            left -= read;
            return read == 0 ? -1 : read;
        }
    }

    private static final class Broken extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("broken");
        }
    }
}
