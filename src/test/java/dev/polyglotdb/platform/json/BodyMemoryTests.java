package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.resilience.Tally;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The heap is so small that there is room for one of the largest bodies. */
@Tag("fast")
class BodyMemoryTests {

    private static final int MAX = 200_000;

    private final BodyMemory memory = new BodyMemory(MAX, 1, 8, Duration.ofSeconds(20));

    @AfterEach
    void end() {
        RequestContextHolder.resetRequestAttributes();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "65535, 65535",
        "65536, 65536",
        "65537, 65537",
        "199999, 199999",
        "200000, 200000",
        "200001, 200001",
        "1000000, 200001"
    })
    void aBodyIsReadToTheLimitAndOneByteBeyond(int size, int read) throws IOException {
        var body = new byte[size];
        new Random(1).nextBytes(body);

        for (var declared : new int[] {size, -1}) {
            var request = begin();
            var bytes = memory.read(new ByteArrayInputStream(body), declared);

            assertThat(bytes).hasSize(read).isEqualTo(Arrays.copyOf(body, read));
            request.requestCompleted();
        }
    }

    @Test
    void roomIsKeptUntilTheRequestIsOver() throws IOException {
        for (var requests = 0; requests < 10; requests++) {
            var request = begin();
            assertThat(read(memory, MAX)).hasSize(MAX);
            request.requestCompleted();
        }
    }

    @Test
    void whoeverFindsNoRoomWaitsUntilAnotherRequestIsOver() throws Exception {
        var first = begin();
        read(memory, MAX);
        var threads = Executors.newSingleThreadExecutor();
        try {
            var second = threads.submit(() -> {
                begin();
                return read(memory, 10);
            });
            first.requestCompleted();

            assertThat(second.get(20, TimeUnit.SECONDS)).hasSize(10);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoeverFindsNoneInTimeIsToldThatThereIsTooMuchToDo() throws IOException {
        mustRefuse(new BodyMemory(MAX, 1, 8, Duration.ofMillis(50)));
    }

    @Test
    void whereManyWaitAlreadyNobodyElseDoes() throws IOException {
        mustRefuse(new BodyMemory(MAX, 1, 0, Duration.ofSeconds(20)));
    }

    private static void mustRefuse(BodyMemory memory) throws IOException {
        begin();
        read(memory, MAX);
        var begun = System.nanoTime();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(memory, 1))
                .satisfies(refusal -> {
                    assertThat(refusal.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
                    assertThat(refusal.getBody().getType()).hasPath("/problems/overloaded");
                    assertThat(refusal.getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                            .isEqualTo("2");
                });

        assertThat(Tally.since(begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aWaitThatIsInterruptedIsOver() throws IOException {
        begin();
        read(memory, MAX);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> read(memory, 1));

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aLargeBodyThatFindsNoRoomLeavesTheWayInFree() throws IOException {
        var first = begin();
        read(memory, MAX);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> read(memory, MAX));
        assertThat(Thread.interrupted()).isTrue();

        first.requestCompleted();
        begin();

        assertThat(read(memory, MAX)).hasSize(MAX);
    }

    private static byte[] read(BodyMemory memory, int size) throws IOException {
        return memory.read(new ByteArrayInputStream(new byte[size]), size);
    }

    private static ServletRequestAttributes begin() {
        var request = new ServletRequestAttributes(new MockHttpServletRequest());
        RequestContextHolder.setRequestAttributes(request);
        return request;
    }
}
