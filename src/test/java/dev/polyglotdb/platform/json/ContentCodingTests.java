package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.apidocs.OpenApi;
import dev.polyglotdb.platform.apidocs.Operation;
import dev.polyglotdb.testing.RawHttp;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the headers say of a body counts before the body does. */
@ShopTest
class ContentCodingTests {

    private final Shop shop;

    @LocalServerPort
    private int port;

    ContentCodingTests(Shop shop) {
        this.shop = shop;
    }

    static Stream<Operation> operationsWithBody() {
        return OpenApi.operations().stream()
                .filter(operation -> operation.body().isPresent());
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void aPackedBodyIsRefusedWithTheCodingsThatAreRead(Operation operation) {
        var type = operation.body().orElseThrow().getKey();
        var imports = type.endsWith("ndjson");
        for (var coding : new String[] {"br", "gzip", "x-gzip", "deflate", "gzip, gzip", "identity, br", "nonsense"}) {
            var reply = shop.admin()
                    .client()
                    .with("Content-Type", type)
                    .with("Content-Encoding", coding)
                    .send(operation.method(), operation.examplePath(), BodyPublishers.ofString("{}"));

            if (imports && coding.matches("(x-)?gzip")) {
                assertThat(reply.status()).as(coding).isEqualTo(400);
            } else {
                assertThat(reply.status()).as(coding).isEqualTo(415);
                assertThat(reply.problem()).isEqualTo("unsupported-media-type");
                assertThat(reply.header("Accept-Encoding")).hasValue(imports ? "gzip, identity" : "identity");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", "identity, identity", ""})
    void identityIsNoCoding(String coding) {
        var client = shop.customer().client().with("Content-Encoding", coding);

        assertThat(client.post("/activity", "{\"type\": \"VIEW\"}").status()).isEqualTo(201);
        assertThat(client.get("/products").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "gzip", "gzip, gzip"})
    void aBodyThatNobodyReadsMayHaveAnyCoding(String coding) {
        var reply = shop.anybody()
                .with("Content-Encoding", coding)
                .send("GET", "/products?limit=1", BodyPublishers.ofString("{}"));

        assertThat(reply.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("operationsWithBody")
    void whoAsksBeforeSendingTooMuchIsRefusedAtOnce(Operation operation) {
        if (!operation.answers(413)) {
            return;
        }
        var answer = RawHttp.send(port, """
                %s %s HTTP/1.1\r
                Host: x\r
                Authorization: Bearer %s\r
                Content-Type: %s\r
                Content-Length: 2000000\r
                Expect: 100-continue\r
                \r
                """.formatted(
                        operation.method(),
                        operation.examplePath(),
                        shop.admin().token(),
                        operation.body().orElseThrow().getKey()));

        assertThat(answer).startsWith("HTTP/1.1 413").contains("/problems/payload-too-large");
    }
}
