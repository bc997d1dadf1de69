package dev.polyglotdb.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Somebody leaves while the events that they report are still on their way. */
@ShopTest
class SlowReportTests {

    private final Shop shop;
    private final Traces traces;
    private final RecentlyErasedUsers recentlyErasedUsers;
    private final int port;

    SlowReportTests(
            Shop shop, ApplicationContext context, RecentlyErasedUsers recentlyErasedUsers, @LocalServerPort int port) {
        this.shop = shop;
        this.traces = Traces.in(context);
        this.recentlyErasedUsers = recentlyErasedUsers;
        this.port = port;
    }

    @Test
    void whoHasLeftMeanwhileLeavesNothingBehind() throws IOException {
        var ada = shop.customer();
        var mark = Shop.unique("slow");
        var event = "{\"type\": \"VIEW\", \"productId\": \"%s\", \"data\": {\"note\": \"%s\"}}"
                .formatted(shop.product("1.00"), mark);
        try (var connection = RawHttp.open(port)) {
            send(connection, """
                    POST /activity HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    Expect: 100-continue\r
                    Connection: close\r
                    \r
                    """.formatted(ada.token(), event.length()));
            // The body is asked for after the session was found.
            assertThat(line(connection)).startsWith("HTTP/1.1 100");

            assertThat(ErasureFixture.leave(ada).status()).isEqualTo(202);
            recentlyErasedUsers.refresh();
            send(connection, event);

            assertThat(RawHttp.answer(connection)).contains("HTTP/1.1 401");
        }
        assertThat(traces.of(mark)).isEmpty();
    }

    private static void send(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String line(Socket connection) throws IOException {
        var line = new StringBuilder();
        for (var next = connection.getInputStream().read();
                next >= 0 && next != '\n';
                next = connection.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString();
    }
}
