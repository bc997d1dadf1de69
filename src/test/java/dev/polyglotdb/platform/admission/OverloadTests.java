package dev.polyglotdb.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What clients are told while all places are taken, as if by requests that never end. */
@ShopTest
class OverloadTests {

    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");
    /** A refusal is too short to be compressed. */
    private static final List<String> HOW_IT_IS_SENT = List.of("transfer-encoding", "connection", "keep-alive", "vary");

    /** More than there can ever be. */
    private static final int ALL = 10_000;

    private final Shop shop;
    private final Admission admission;
    private final Admission pages;
    private final MeterRegistry meters;
    private final Person ada;

    @LocalServerPort
    private int port;

    OverloadTests(Shop shop, Lanes lanes, MeterRegistry meters) {
        this.shop = shop;
        this.admission = lanes.clients();
        this.pages = lanes.pages();
        this.meters = meters;
        this.ada = shop.customer();
        // While all places are taken, nobody could log in.
        shop.admin();
    }

    @BeforeEach
    void takeAllPlaces() {
        for (var i = 0; i < ALL; i++) {
            admission.turns().take();
        }
    }

    @AfterEach
    void endTheOverload() {
        freeAllPlaces();
        await().until(() -> !admission.isOverloaded());
    }

    private void freeAllPlaces() {
        for (var i = 0; i < ALL; i++) {
            admission.turns().release();
        }
    }

    @Test
    void theSurplusIsToldToComeBackWhateverItAsksFor() {
        var before = refused();

        var replies = List.of(
                shop.anybody().get("/products"),
                ada.client().get("/orders"),
                ada.client().post("/activity", "{\"type\": \"VIEW\"}"),
                shop.anybody().post("/auth/login", "this is not read"));

        assertThat(replies).allSatisfy(OverloadTests::isOverloaded);
        assertThat(refused()).isEqualTo(before + replies.size());
    }

    @Test
    void theConnectionSurvivesARefusal() throws IOException {
        try (var socket = RawHttp.open(port)) {
            for (var request : List.of(
                    "GET /products HTTP/1.1\r\nHost: x\r\n\r\n",
                    "POST /activity HTTP/1.1\r\nHost: x\r\nContent-Length: 16\r\n\r\n{\"type\": \"VIEW\"}",
                    "HEAD /products HTTP/1.1\r\nHost: x\r\n\r\n")) {
                assertThat(answer(socket, request)).startsWith("HTTP/1.1 503").doesNotContain("Connection: close");
            }
            freeAllPlaces();
            try {
                assertThat(answer(socket, "GET /products?limit=1 HTTP/1.1\r\nHost: x\r\n\r\n"))
                        .startsWith("HTTP/1.1 200");
            } finally {
                takeAllPlaces();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /products HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /products HTTP/1.0\r\n\r\n",
                "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n"
            })
    void theConnectionIsClosedForThoseWhoCannotKeepIt(String request) {
        assertThat(RawHttp.send(port, request))
                .startsWith("HTTP/1.1 503")
                .contains("Connection: close")
                .contains("/problems/overloaded");
    }

    @Test
    void aRefusalHasTheHeadersOfEveryOtherProblem() {
        var refusal = shop.anybody().get("/products");
        freeAllPlaces();
        try {
            var other = shop.anybody().get("/products/" + Shop.unique("none"));
            assertThat(refusal.http().headers().map().keySet())
                    .containsAll(other.http().headers().map().keySet().stream()
                            .filter(name -> !HOW_IT_IS_SENT.contains(name))
                            .toList());
            assertThat(refusal.http().headers().map().get("content-type"))
                    .isEqualTo(other.http().headers().map().get("content-type"));
        } finally {
            takeAllPlaces();
        }
    }

    @Test
    void operatorsAreNeverRefused() {
        assertThat(shop.anybody().get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(shop.anybody().get("/actuator/health/readiness").status()).isEqualTo(200);
        // A probe may be late on a busy machine.
        await().until(() -> shop.anybody().get("/actuator/health").status() == 200);
        assertThat(shop.admin().get("/admin/outbox").status()).isEqualTo(200);
        assertThat(shop.admin().get("/actuator/prometheus").http().body())
                .contains("admission_limit", "admission_active", "admission_waiting", "admission_refused_total");
    }

    /** Anybody may ask for them, and read them slowly. */
    @Test
    void pagesThatNobodyReadsKeepNoOperatorOut() {
        for (var i = 0; i < ALL; i++) {
            pages.turns().take();
        }
        try {
            isOverloaded(shop.anybody().get("/"));
            operatorsAreNeverRefused();
        } finally {
            for (var i = 0; i < ALL; i++) {
                pages.turns().release();
            }
        }
    }

    private static String answer(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        var answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            var read = socket.getInputStream().read();
            if (read < 0) {
                throw new EOFException("closed after: " + answer);
            }
            answer.append((char) read);
        }
        var length = LENGTH.matcher(answer);
        if (!request.startsWith("HEAD") && length.find()) {
            socket.getInputStream().skipNBytes(Integer.parseInt(length.group(1)));
        }
        return answer.toString();
    }

    private static void isOverloaded(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.problem()).isEqualTo("overloaded");
        assertThat(reply.header("Retry-After")).hasValue("2");
        assertThat(reply.header("Server-Timing"))
                .hasValueSatisfying(timing -> assertThat(timing).matches("total;dur=[0-9.]+"));
        assertThat(reply.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(reply.text("/instance")).isEqualTo(reply.http().uri().getPath());
    }

    private double refused() {
        return meters.get("admission.refused").tag("lane", "clients").counter().count();
    }
}
