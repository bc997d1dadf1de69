package dev.polyglotdb.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.Time;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A client that asks for large files and does not read them. */
@ShopTest
class SlowReaderTests {

    /** More than the system keeps for a client that does not read. */
    private static final String FILES = "GET /swagger-ui/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n".repeat(10);

    private final Shop shop;
    private final Admission pages;
    private final List<Socket> sockets = new ArrayList<>();

    @LocalServerPort
    private int port;

    SlowReaderTests(Shop shop, Lanes lanes) {
        this.shop = shop;
        this.pages = lanes.pages();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        await().pollDelay(Time.MOMENT).until(() -> pages.turns().taken() == 0 && !pages.isOverloaded());
    }

    @Test
    void othersSeeThePagesMeanwhile() throws IOException {
        var guest = shop.admin();
        assertThat(guest.get("/").status()).isEqualTo(200);
        for (var i = 0; i < 20; i++) {
            var socket = RawHttp.open(port);
            sockets.add(socket);
            socket.getOutputStream().write(FILES.getBytes(StandardCharsets.US_ASCII));
        }
        await().until(() -> pages.turns().waiting() > 0);

        for (var page : List.of("/", "/swagger-ui.html", "/console/app.js", "/swagger-ui/swagger-ui-bundle.js")) {
            assertThat(guest.get(page).status()).as(page).isEqualTo(200);
        }
        assertThat(pages.turns().taken()).isPositive();
    }
}
