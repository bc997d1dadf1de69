package dev.polyglotdb.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** An admission with a limit and a clock that tests set, and requests that last until the test lets them end. */
abstract class AdmissionFixture {

    static final Duration LONG = Duration.ofSeconds(20);

    final ExecutorService threads = Executors.newCachedThreadPool();
    final MeterRegistry meters = new SimpleMeterRegistry();
    final CountDownLatch end = new CountDownLatch(1);
    final AtomicInteger limit = new AtomicInteger(2);
    final AtomicLong now = new AtomicLong();

    @AfterEach
    void end() {
        end.countDown();
        threads.shutdownNow();
    }

    Admission admission(int maxWaiting, Duration patience) {
        return new Admission(
                "test", waiting -> limit.get(), limit.get() + maxWaiting, patience, patience, now::get, meters, null);
    }

    static void refuseOne(Admission admission) {
        take(admission, 100);
        assertThat(admission.admit("guest", () -> {})).isFalse();
        release(admission, 100);
    }

    static void take(Admission admission, int permits) {
        IntStream.range(0, permits).forEach(i -> admission.turns().take());
    }

    static void release(Admission admission, int permits) {
        IntStream.range(0, permits).forEach(i -> admission.turns().release());
    }

    /** Requests that are served until the end. */
    List<CompletableFuture<Boolean>> busy(Admission admission, int count) {
        var requests = coming(admission, "busy", count);
        await().until(() -> gauge("active") == count);
        return requests;
    }

    List<CompletableFuture<Boolean>> waiting(Admission admission, String client, int count) {
        var requests = coming(admission, client, count);
        await().until(() -> gauge("waiting") == count);
        return requests;
    }

    List<CompletableFuture<Boolean>> coming(Admission admission, String client, int count) {
        var requests = new ArrayList<CompletableFuture<Boolean>>();
        for (var i = 0; i < count; i++) {
            requests.add(CompletableFuture.supplyAsync(() -> admission.admit(client, this::awaitEnd), threads));
        }
        return requests;
    }

    boolean awaitEnd() {
        try {
            return end.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    int gauge(String name) {
        return (int) meters.get("admission." + name).gauge().value();
    }
}
