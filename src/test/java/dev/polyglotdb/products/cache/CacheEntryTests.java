package dev.polyglotdb.products.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class CacheEntryTests {

    /** Instances of two releases share one Redis, so the layout is fixed: C, the version in 8 bytes, the JSON. */
    @Test
    void aCopyHasThisLayout() {
        var copy = new ProductCopy(0x0102030405060708L, new byte[] {'{', '}'});

        assertThat(HexFormat.of().formatHex(copy.encode())).isEqualTo("43" + "0102030405060708" + "7b7d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "{\"name\":\"\uD83D\uDE00\"}", "C", "L"})
    void aCopyComesBackByteForByte(String json) {
        var copy = new ProductCopy(Long.MAX_VALUE, json.getBytes(StandardCharsets.UTF_8));

        assertThat(CacheEntry.decode(copy.encode())).isInstanceOfSatisfying(ProductCopy.class, read -> {
            assertThat(read.version()).isEqualTo(Long.MAX_VALUE);
            assertThat(read.json()).isEqualTo(copy.json());
        });
    }

    @Test
    void aLeaseIsItsToken() {
        assertThat(CacheEntry.decode("Labc-1".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(new CacheEntry.Lease("Labc-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "B", "Babc-1", "X", "c", "{\"name\":\"Lamp\"}"})
    void aBlockAndWhateverElseIsNothing(String stored) {
        assertThat(CacheEntry.decode(stored.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(CacheEntry.NONE);
    }

    @Test
    void whatIsNotThereIsNothing() {
        assertThat(CacheEntry.decode(null)).isEqualTo(CacheEntry.NONE);
    }
}
