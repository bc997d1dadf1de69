package dev.polyglotdb.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.stores.StoreTimeouts;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.testing.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who waits at the application's own encoder while all places are taken, and whose turn is next. */
@Tag("fast")
class PasswordQueueTests {

    private static final int PLACES = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final int MAX_WAITING = 100;
    private static final String FLOOD = "198.51.100.1";
    private static final String GUEST = "203.0.113.1";

    /** Far longer than a busy machine pauses. */
    private static final StoreTimeouts TIMEOUTS = new StoreTimeouts(Duration.ofSeconds(60));

    private static final Duration AT_ONCE = TIMEOUTS.passwordQueue().dividedBy(2);

    private final PasswordEncoder encoder = SecurityConfiguration.passwordEncoder(new PasswordProperties(4), TIMEOUTS);
    private final List<Thread> clients = new ArrayList<>();
    private final Queue<String> hashed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final Semaphore mayEnd = new Semaphore(0);

    @AfterEach
    void letAllGo() {
        mayEnd.release(clients.size());
        await().until(() -> clients.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void aGuestComesNextAfterOneOfAFlood() {
        takeAllPlaces();
        come(FLOOD, 10);
        come(GUEST, 1);

        for (var next = 1; next <= 2; next++) {
            mayEnd.release();
            awaitHashed(PLACES + next);
        }

        assertThat(List.copyOf(hashed).subList(PLACES, PLACES + 2)).containsExactly(FLOOD, GUEST);
    }

    @Test
    void whoeverFindsAHundredWaitingIsRefusedAtOnce() {
        takeAllPlaces();
        come(FLOOD, MAX_WAITING);

        var begun = System.nanoTime();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> hash(FLOOD, "one more"))
                .satisfies(refusal -> assertThat(refusal.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_ONCE);
        assertThat(refused).hasValue(0);
    }

    @Test
    void whereHashesTakeLongFewerMayWait() {
        come(FLOOD, 1);
        Time.pass(TIMEOUTS.passwordQueue().multipliedBy(PLACES).dividedBy(MAX_WAITING * 3 / 4));
        mayEnd.release();
        await().until(() -> !clients.get(0).isAlive());
        takeAllPlaces();

        start(FLOOD, MAX_WAITING);

        await().atMost(AT_ONCE).until(() -> refused.get() > 0);
    }

    private void takeAllPlaces() {
        var before = hashed.size();
        start(FLOOD, PLACES);
        awaitHashed(before + PLACES);
    }

    private void awaitHashed(int count) {
        await().until(() -> hashed.size() == count);
    }

    /** Some come, and wait for a place or have one. */
    private void come(String address, int count) {
        start(address, count);
        await().pollDelay(Time.MOMENT)
                .until(() -> clients.stream()
                        .allMatch(client -> client.getState() == Thread.State.TIMED_WAITING
                                || client.getState() == Thread.State.WAITING));
    }

    private void start(String address, int count) {
        for (var i = 0; i < count; i++) {
            var client = new Thread(() -> {
                try {
                    hash(address, new HeldPassword(address));
                } catch (ProblemException tooMany) {
                    refused.incrementAndGet();
                }
            });
            clients.add(client);
            client.start();
        }
    }

    private void hash(String address, CharSequence password) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        try {
            encoder.encode(password);
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    /** Keeps its place for as long as the test wants: the hash needs its text. */
    private final class HeldPassword implements CharSequence {

        private final String from;

        HeldPassword(String from) {
            this.from = from;
        }

        @Override
        public String toString() {
            hashed.add(from);
            mayEnd.acquireUninterruptibly();
            return "secret";
        }

        @Override
        public int length() {
            return "secret".length();
        }

        @Override
        public char charAt(int index) {
            return "secret".charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return "secret".substring(start, end);
        }
    }
}
