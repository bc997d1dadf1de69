package dev.polyglotdb.products;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class AttributeKeysTests {

    private static final String CHARACTERS = "\0\u0001$012a.";

    @Test
    void everyKeyIsDecodedAgainAndNoTwoKeysAreStoredAsOne() {
        var random = new Random(1);
        var keys = new HashSet<String>();
        var stored = new HashSet<String>();
        for (int i = 0; i < 20_000; i++) {
            var key = new StringBuilder();
            random.ints(random.nextInt(6), 0, CHARACTERS.length()).forEach(c -> key.append(CHARACTERS.charAt(c)));
            keys.add(key.toString());
            stored.add(AttributeKeys.encode(key.toString()));
            assertThat(AttributeKeys.decode(AttributeKeys.encode(key.toString())))
                    .isEqualTo(key.toString());
        }
        assertThat(stored).hasSameSizeAs(keys).allMatch(key -> !key.contains("\0") && !key.startsWith("$"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a$", "ключ", "_id", ".", "a.b.c"})
    void ordinaryKeysAreStoredAsTheyAre(String key) {
        assertThat(AttributeKeys.encode(key)).isSameAs(key);
    }
}
