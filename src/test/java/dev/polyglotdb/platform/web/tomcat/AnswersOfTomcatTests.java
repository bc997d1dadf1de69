package dev.polyglotdb.platform.web.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.RawHttp;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What no filter sees is answered like everything else. */
@Tag("fast")
class AnswersOfTomcatTests {

    @Test
    void aQuestionAboutTheServerKeepsItsConnectionUntilTheFarewell() throws Exception {
        var server = BareServer.start("--polyglot.web.farewell=3s");
        var farewell = server.farewell();
        try (var client = server.connect()) {
            BareServer.send(client, "OPTIONS * HTTP/1.1\r\n");
            BareServer.send(client, "GET / HTTP/1.1\r\n");
            assertThat(BareServer.readAnswer(client))
                    .startsWith("HTTP/1.1 200")
                    .contains("\r\nAllow: ", "\r\nServer-Timing: total;dur=")
                    .doesNotContain("TRACE", "close");
            var stopped = CompletableFuture.runAsync(server::close);
            await().until(farewell::hasBegun);

            BareServer.send(client, "OPTIONS * HTTP/1.1\r\n");

            assertThat(RawHttp.answer(client)).startsWith("HTTP/1.1 200").containsIgnoringCase("connection: close");
            stopped.get(10, TimeUnit.SECONDS);
        } finally {
            server.close();
        }
    }
}
