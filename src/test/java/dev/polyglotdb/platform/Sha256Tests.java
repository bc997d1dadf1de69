package dev.polyglotdb.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class Sha256Tests {

    /** The first two are those of FIPS 180; hashes are stored, so they never change. */
    @ParameterizedTest
    @CsvSource({
        "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "Ä, 2fe5ca1c1a3d50bd92f1d3cf6da34ceddabe02022b2a0183ab0b805ada6f787a"
    })
    void aTextIsHashedInUtf8(String text, String hash) {
        assertThat(Sha256.hex(text)).isEqualTo(hash);
    }
}
