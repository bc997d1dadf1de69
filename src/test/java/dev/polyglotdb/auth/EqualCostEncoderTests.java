package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.stores.StoreTimeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

@Tag("fast")
class EqualCostEncoderTests {

    private static final int STRENGTH = 8;

    private final CountingEncoder bcrypt = new CountingEncoder();
    private final PasswordEncoder encoder = new EqualCostEncoder(bcrypt, STRENGTH);

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 7, STRENGTH})
    void aWrongPasswordCostsAsMuchAgainstAWeakerHash(int weaker) {
        assertThat(encoder.matches("wrong", hash(weaker))).isFalse();

        assertThat(bcrypt.rounds()).isEqualTo(1 << STRENGTH);
    }

    @Test
    void aRightOneIsComparedOnce() {
        assertThat(encoder.matches("right", hash(4))).isTrue();

        assertThat(bcrypt.compared).hasSize(1);
    }

    @Test
    void soIsAWrongOneWithAStrongerHash() {
        assertThat(encoder.matches("wrong", hash(STRENGTH + 1))).isFalse();

        assertThat(bcrypt.compared).hasSize(1);
    }

    @Test
    void weakerHashesAreReplaced() {
        assertThat(encoder.upgradeEncoding(hash(4))).isTrue();
        assertThat(encoder.upgradeEncoding(encoder.encode("right"))).isFalse();
    }

    /** 64 times as long in fact. A pause of the machine only makes the login longer. */
    @Test
    void soItIsWithTheEncoderOfTheShop() {
        var timeouts = new StoreTimeouts(Duration.ofSeconds(60));
        var shop = SecurityConfiguration.passwordEncoder(new PasswordProperties(10), timeouts);
        var weak = hash(4);

        assertThat(nanos(shop, "{bcrypt}" + weak)).isGreaterThan(8 * nanos(new BCryptPasswordEncoder(), weak));
    }

    private static long nanos(PasswordEncoder encoder, String hash) {
        return LongStream.generate(() -> {
                    var begun = System.nanoTime();
                    encoder.matches("wrong", hash);
                    return System.nanoTime() - begun;
                })
                .limit(5)
                .min()
                .orElseThrow();
    }

    private static String hash(int strength) {
        return String.valueOf(new BCryptPasswordEncoder(strength).encode("right"));
    }

    /** Knows the hashes that passwords were compared with. */
    private static final class CountingEncoder implements PasswordEncoder {

        final List<String> compared = new ArrayList<>();
        private final PasswordEncoder delegate = new BCryptPasswordEncoder(STRENGTH);

        long rounds() {
            return compared.stream()
                    .mapToLong(hash -> 1L << Integer.parseInt(hash.split("\\$")[2]))
                    .sum();
        }

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            return delegate.encode(password);
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            compared.add(String.valueOf(hash));
            return delegate.matches(password, hash);
        }

        @Override
        public boolean upgradeEncoding(@Nullable String hash) {
            return delegate.upgradeEncoding(hash);
        }
    }
}
