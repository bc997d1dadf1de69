package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.polyglotdb.platform.web.ProblemException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;

@Tag("fast")
class BoundedPasswordEncoderTests {

    private static final int PLACES = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /** Far longer than a busy machine pauses. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final SlowEncoder slow = new SlowEncoder();
    private final BoundedPasswordEncoder encoder = new BoundedPasswordEncoder(slow, () -> "192.0.2.1", PATIENCE);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        slow.mayEnd.countDown();
        threads.shutdownNow();
    }

    @Test
    void passwordsAreHashedAndCompared() {
        slow.mayEnd.countDown();

        assertThat(encoder.encode("secret")).isEqualTo("hash of secret");
        assertThat(encoder.matches("secret", "hash of secret")).isTrue();
        assertThat(encoder.matches("wrong", "hash of secret")).isFalse();
        assertThat(encoder.upgradeEncoding("old")).isTrue();
    }

    @Test
    void onlyHalfOfTheProcessorsHashAtATime() throws Exception {
        var logins = IntStream.range(0, PLACES + 5)
                .mapToObj(i -> threads.submit(() -> encoder.encode("secret")))
                .toList();
        assertThat(slow.atWork.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        slow.mayEnd.countDown();
        for (var login : logins) {
            assertThat(login.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("hash of secret");
        }

        assertThat(slow.most).hasValue(PLACES);
    }

    @Test
    void aPlaceIsFreeAgainAfterAFailure() {
        slow.mayEnd.countDown();

        for (var tries = 0; tries < 2 * PLACES; tries++) {
            assertThatIllegalStateException().isThrownBy(() -> encoder.encode("bad"));
        }
        assertThat(encoder.encode("secret")).isEqualTo("hash of secret");
    }

    @Test
    void whoeverGetsNoPlaceIsToldToComeBack() throws Exception {
        takeAllPlaces(encoder);
        Thread.currentThread().interrupt(); // which ends the wait

        assertRefused(encoder);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whoeverWaitedLongEnoughIsToldTheSame() throws Exception {
        var impatient = new BoundedPasswordEncoder(slow, () -> "192.0.2.1", Duration.ofMillis(50));
        takeAllPlaces(impatient);

        assertRefused(impatient);
    }

    private void takeAllPlaces(PasswordEncoder all) throws InterruptedException {
        IntStream.range(0, PLACES).forEach(i -> threads.submit(() -> all.encode("secret")));
        assertThat(slow.atWork.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static void assertRefused(PasswordEncoder full) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> full.encode("secret"))
                .satisfies(refusal -> assertThat(refusal.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
    }

    /** Takes as long as the test wants, and counts how many work at the same time. */
    private static final class SlowEncoder implements PasswordEncoder {

        final CountDownLatch atWork = new CountDownLatch(PLACES);
        final CountDownLatch mayEnd = new CountDownLatch(1);
        final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger now = new AtomicInteger();

        @Override
        public String encode(@Nullable CharSequence password) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            atWork.countDown();
            try {
                if (!mayEnd.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        || "bad".contentEquals(String.valueOf(password))) {
                    throw new IllegalStateException("no");
                }
                return "hash of " + password;
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            } finally {
                now.decrementAndGet();
            }
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            return encode(password).equals(hash);
        }

        @Override
        public boolean upgradeEncoding(@Nullable String hash) {
            return "old".equals(hash);
        }
    }
}
