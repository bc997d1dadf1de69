package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TokenTests {

    @Test
    void aTokenIs256BitsInAFormThatNeedsNoEscaping() {
        var token = Token.random().value();

        assertThat(token).matches("[A-Za-z0-9_-]{43}");
        assertThat(Base64.getUrlDecoder().decode(token)).hasSize(32);
    }

    @Test
    void noTwoAreTheSame() {
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> Token.random())).doesNotHaveDuplicates();
    }

    /** Sessions outlive a release, so what is stored of a token never changes. */
    @Test
    void onlyItsHashIsStored() {
        assertThat(new Token("abc").hash())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void itStaysOutOfLogs() {
        assertThat(new Token("abc-def").toString()).doesNotContain("abc-def");
    }
}
