package dev.polyglotdb.platform.web.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.Repeated;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of connections when an instance stops. */
@Tag("fast")
class StoppingTests {

    /** How long the server waits for requests that are in progress, as application.yml says. */
    private static final long GRACE_SECONDS = 16;

    @Test
    void anIdleConnectionDoesNotHoldAnInstanceThatStops() throws IOException {
        var server = BareServer.start();
        try (var idle = server.connect()) {
            BareServer.send(idle, "GET / HTTP/1.1\r\n");
            assertThat(BareServer.readAnswer(idle)).startsWith("HTTP/1.1 200").doesNotContain("close");
            var begun = System.nanoTime();

            server.close();

            assertThat(Tally.since(begun)).isLessThan(Duration.ofSeconds(GRACE_SECONDS / 2));
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
        }
    }

    /** The server stops when no servlet has anything to do, and Tomcat's thread may not have come any further. */
    @Test
    void aRequestInProgressIsAnsweredAndItsConnectionEnds() throws Exception {
        var server = BareServer.start();
        var slow = server.slowRequest();
        var farewell = server.farewell();
        try (var client = server.connect()) {
            BareServer.send(client, "GET /slow HTTP/1.1\r\n");
            assertThat(slow.arrived.await(60, TimeUnit.SECONDS)).isTrue();
            var stopped = CompletableFuture.runAsync(server::close);
            await().until(farewell::hasBegun);

            slow.proceed.countDown();

            assertThat(BareServer.readAnswer(client))
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("connection: close");
            slow.end.countDown();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            stopped.get(60, TimeUnit.SECONDS);
        } finally {
            server.close();
        }
    }

    @Test
    void duringTheFarewellAKeptConnectionIsServedOnceMore() {
        Repeated.untilItHolds(StoppingTests::assertAKeptConnectionIsServedOnceMore);
    }

    private static void assertAKeptConnectionIsServedOnceMore() throws Exception {
        var server = BareServer.start("--polyglot.web.farewell=6s");
        var farewell = server.farewell();
        try (var client = server.connect()) {
            BareServer.send(client, "GET / HTTP/1.1\r\n");
            assertThat(BareServer.readAnswer(client)).startsWith("HTTP/1.1 200");
            var stopped = CompletableFuture.runAsync(server::close);
            await().until(farewell::hasBegun);

            BareServer.send(client, "POST / HTTP/1.1\r\nContent-Length: 0\r\n");

            assertThat(RawHttp.answer(client)).startsWith("HTTP/1.1 200").containsIgnoringCase("connection: close");
            assertThat(stopped).as("there may be other clients").isNotDone();
            stopped.get(60, TimeUnit.SECONDS);
        } finally {
            server.close();
        }
    }

    @Test
    void aFarewellThatTheShutdownWouldCutOffIsRefusedAtStart() {
        assertThatThrownBy(() -> BareServer.start(
                        "--polyglot.web.farewell=4s", "--spring.lifecycle.timeout-per-shutdown-phase=4s"))
                .rootCause()
                .hasMessageContainingAll("polyglot.web.farewell", "spring.lifecycle.timeout-per-shutdown-phase");
    }

    @Test
    void aRefusalKeepsItsConnectionUntilTheFarewell() {
        Repeated.untilItHolds(StoppingTests::assertARefusalKeepsItsConnection);
    }

    private static void assertARefusalKeepsItsConnection() throws Exception {
        var server = BareServer.start("--polyglot.web.farewell=3s");
        var farewell = server.farewell();
        try (var client = server.connect()) {
            BareServer.send(client, "HEAD " + BareServer.REFUSED + " HTTP/1.1\r\n");
            BareServer.send(client, "GET / HTTP/1.1\r\n");
            assertThat(BareServer.readAnswer(client)).startsWith("HTTP/1.1 503").doesNotContain("close");
            var stopped = CompletableFuture.runAsync(server::close);
            await().until(farewell::hasBegun);

            BareServer.send(client, "GET " + BareServer.REFUSED + " HTTP/1.1\r\n");

            assertThat(RawHttp.answer(client)).startsWith("HTTP/1.1 503").containsIgnoringCase("connection: close");
            stopped.get(60, TimeUnit.SECONDS);
        } finally {
            server.close();
        }
    }
}
