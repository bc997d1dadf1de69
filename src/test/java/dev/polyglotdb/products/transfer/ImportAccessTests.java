package dev.polyglotdb.products.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ShopTest
class ImportAccessTests {

    private static final String LARGE_NDJSON = "Content-Type: application/x-ndjson\r\nContent-Length: 100000000\r\n";

    private final Shop shop;

    @LocalServerPort
    private int port;

    ImportAccessTests(Shop shop) {
        this.shop = shop;
    }

    @Test
    void aRefusalIsAnsweredBeforeTheBodyIsSent() throws IOException {
        assertRefused(401, LARGE_NDJSON);
        assertRefused(401, LARGE_NDJSON + "Authorization: Bearer stale\r\n");
        assertRefused(403, LARGE_NDJSON + bearer(shop.customer().token()));
        assertRefused(
                415,
                "Content-Type: application/json\r\nContent-Length: 100000000\r\n"
                        + bearer(shop.admin().token()));
    }

    private void assertRefused(int status, String headers) throws IOException {
        try (var upload = Upload.with(port, headers)) {
            assertThat(upload.answer().status()).isEqualTo(status);
        }
        // A client that sends Expect: 100-continue is refused before it sends the body.
        try (var upload = Upload.with(port, headers + "Expect: 100-continue\r\n")) {
            assertThat(upload.answer().status()).isEqualTo(status);
        }
    }

    @Test
    void anAllowedClientThatExpectsContinueGetsIt() throws IOException {
        var headers = "Content-Type: application/x-ndjson\r\nContent-Length: 2\r\nExpect: 100-continue\r\n"
                + bearer(shop.admin().token());
        try (var upload = Upload.with(port, headers)) {
            upload.awaitContinue();
            upload.write("{}");

            assertThat(upload.answer().json().at("/rejectedCount").intValue()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "application/octet-stream", "application/jsonl"})
    void onlyNdjsonIsTaken(String mediaType) {
        var reply = shop.admin()
                .client()
                .with("Content-Type", mediaType)
                .send("POST", "/products/import", BodyPublishers.ofString("{}"));

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.problem()).isEqualTo("unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, import, 'OPTIONS,POST'", "PUT, import, 'OPTIONS,POST'", "PATCH, import, 'OPTIONS,POST'",
                "DELETE, import, 'OPTIONS,POST'",
        "POST, export, 'GET,HEAD,OPTIONS'", "PUT, export, 'GET,HEAD,OPTIONS'", "PATCH, export, 'GET,HEAD,OPTIONS'",
                "DELETE, export, 'GET,HEAD,OPTIONS'"
    })
    void otherMethodsAreNotAllowed(String method, String name, String allowed) {
        var reply = shop.anybody().send(method, "/products/" + name, BodyPublishers.noBody());

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.problem()).isEqualTo("method-not-allowed");
        assertThat(allowed.split(","))
                .containsExactlyInAnyOrder(reply.header("Allow").orElse("").split(", *"));
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }
}
