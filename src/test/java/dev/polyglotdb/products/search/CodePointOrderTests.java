package dev.polyglotdb.products.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class CodePointOrderTests {

    private static final int[] EDGES = {
        0, 1, 'a', 'b', 0xD7FB, 0xD7FE, 0xD7FF, 0xE000, 0xE001, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF
    };

    @Test
    void theOrderIsThatOfCodePointsInUtf16AndInUtf8() {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            var one = text(random);
            var other = text(random);
            var expected = Integer.signum(Arrays.compare(
                    one.codePoints().toArray(), other.codePoints().toArray()));
            var codedOne = CodePointOrder.encode(one);
            var codedOther = CodePointOrder.encode(other);
            assertThat(Integer.signum(codedOne.compareTo(codedOther))).isEqualTo(expected);
            assertThat(Integer.signum(Arrays.compareUnsigned(utf8(codedOne), utf8(codedOther))))
                    .isEqualTo(expected);
            assertThat(CodePointOrder.decode(codedOne)).isEqualTo(one);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Desk lamp", "Ärmel", "北京烤鸭", "\n\0"})
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(CodePointOrder.encode(text)).isSameAs(text);
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        random.ints(random.nextInt(4), 0, EDGES.length).forEach(i -> text.appendCodePoint(EDGES[i]));
        return text.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
