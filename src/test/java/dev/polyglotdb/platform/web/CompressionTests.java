package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import dev.polyglotdb.testing.WholeAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A long answer is packed for whoever can unpack it, but not one that is known by its tag. */
@ShopTest
class CompressionTests {

    private static final int SHORT = 2 << 10;

    private final Shop shop;

    @LocalServerPort
    private int port;

    CompressionTests(Shop shop) {
        this.shop = shop;
    }

    @BeforeEach
    void someProducts() {
        for (var i = 0; i < 20; i++) {
            shop.product("1.00");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/products?limit=20", "/products?limit=100", "/products/export", "/actuator/prometheus"})
    void aLongAnswerIsPacked(String path) throws Exception {
        var packed = get(path, "br, gzip");
        var plain = get(path, "identity");

        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.headers().firstValue("Vary").orElse("")).containsIgnoringCase("Accept-Encoding");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.headers().firstValue("Vary").orElse("")).containsIgnoringCase("Accept-Encoding");
        assertThat(packed.body().length).isLessThan(plain.body().length / 2);
        assertThat(unpacked(packed).length()).isGreaterThan(SHORT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain;version=0.0.4",
                "application/openmetrics-text;version=1.0.0",
                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
            })
    void soAreMetricsInEveryFormThatPrometheusAsksFor(String accept) throws Exception {
        var packed = get("/actuator/prometheus", "gzip", accept);

        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(unpacked(packed)).contains("admission_waiting");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip;q=0", "br", "identity", "gzip;q=0, *;q=0"})
    void whoCanNotUnpackItGetsItAsItIs(String accepted) throws Exception {
        var answer = get("/products?limit=100", accepted);

        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).startsWith("{");
    }

    @Test
    void aShortAnswerIsNotWorthIt() throws Exception {
        var answer = get("/products?limit=1", "gzip");

        assertThat(answer.body().length).isLessThan(SHORT);
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void whatHasATagIsTheSameBytesForEveryone() throws Exception {
        var product = Shop.unique("large");
        var attributes = "{\"text\": \"%s\"}".formatted("x".repeat(5000));
        shop.admin().post("/products", """
                {"id": "%s", "name": "Large", "price": {"amount": 1, "currency": "EUR"}, "attributes": %s}""".formatted(product, attributes));

        for (var path : new String[] {
            "/products/" + product, "/v3/api-docs", "/v3/api-docs.yaml", "/console/style.css", "/console/router.js"
        }) {
            var answer = get(path, "gzip");

            assertThat(answer.body().length).isGreaterThan(SHORT);
            assertThat(answer.headers().firstValue("ETag")).isPresent();
            assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        }
    }

    private HttpResponse<byte[]> get(String path, String accepted) throws Exception {
        return get(path, accepted, "*/*");
    }

    private HttpResponse<byte[]> get(String path, String accepted, String type) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept-Encoding", accepted)
                .header("Accept", type)
                .header("Authorization", "Bearer " + shop.admin().token())
                .build();
        return WholeAnswer.to(request, HttpClient.newHttpClient(), BodyHandlers.ofByteArray());
    }

    private static String unpacked(HttpResponse<byte[]> answer) throws IOException {
        try (var unpacker = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return new String(unpacker.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
