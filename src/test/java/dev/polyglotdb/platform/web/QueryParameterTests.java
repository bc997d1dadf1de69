package dev.polyglotdb.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.apidocs.OpenApi;
import dev.polyglotdb.platform.apidocs.Operation;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A query parameter that there is not is a slip of the pen, and who made it is told. */
@ShopTest
class QueryParameterTests {

    private final Shop shop;

    QueryParameterTests(Shop shop) {
        this.shop = shop;
    }

    static Stream<Operation> operations() {
        return OpenApi.operations().stream();
    }

    static Stream<Operation> queries() {
        return operations().filter(operation -> !operation.queryParameters().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anUnknownParameterIsNamedWhereverItIs(Operation operation) {
        var reply = send(operation, "categroy=books");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.invalid()).containsExactly("#/categroy");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyParameterThatIsDocumentedIsKnown(Operation operation) {
        operation.queryParameters().stream()
                .filter(name -> !name.equals("attributes")) // stands for all attr. parameters
                .forEach(name -> {
                    // Not readable as anything, so the operation is not done.
                    var reply = send(operation, name + "=%00&categroy=books");

                    assertThat(reply.invalid()).contains("#/categroy");
                    assertThat(reply.body().toString()).doesNotContain("#/" + name + "\",\"detail\":\"is not a known");
                });
    }

    @ParameterizedTest
    @MethodSource("queries")
    void noHeaderIsTakenForAParameter(Operation operation) {
        var expected = send(sender(operation), operation, "").status();

        operation
                .queryParameters()
                .forEach(name -> assertThat(send(sender(operation).with(name, "!"), operation, "")
                                .status())
                        .as(name)
                        .isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "/orders?limit=0&cursor=!&state=x,             'limit,cursor,state'",
        "/auth/sessions?cursor=!&Limit=1,              'cursor,Limit'",
        "/activity?from=x&since=y,                     'from,since'",
        "/products?sort=x&colour=red&limit=0,          'sort,colour,limit'",
        "/products?attr=1&attribute.x=2,               'attr,attribute.x'",
        "/activity?type=VIEW&type=CLICK,               'type'",
        "/activity?from=2026-01-01T00:00:00Z&from=2026-01-01T00:00:00Z, 'from'",
        "/products?category=a&category=b,              'category'",
        "/orders?limit=1&limit=1,                      'limit'",
        "'/users/me?a%20b=1&c+d=2&e~%2Ff=3&%C3%A9=4',  'a%20b,c%20d,e~0~1f,%C3%A9'"
    })
    void allThatIsWrongIsNamedAtOnce(String path, String names) {
        var reply = shop.customer().get(path);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.invalid())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(names.split(",")).map(name -> "#/" + name).toList());
    }

    /** Which is not in the document. */
    @ParameterizedTest
    @ValueSource(strings = {"health", "health/liveness", "health/readiness", "health/stores", "info", "prometheus"})
    void theActuatorDoesNotIgnoreThemEither(String endpoint) {
        var path = "/actuator/" + endpoint;

        assertThat(shop.admin().get(path + "?x=1&y=2").invalid()).containsExactlyInAnyOrder("#/x", "#/y");
        assertThat(shop.admin().get(path).status()).isEqualTo(200);
        assertThat(shop.admin()
                        .client()
                        .send("OPTIONS", path + "?x=1", BodyPublishers.noBody())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void metricsCanBeAskedForByTheirNames() {
        var some = shop.admin()
                .get("/actuator/prometheus?includedNames=process_uptime_seconds&includedNames=jvm_info_total");

        assertThat(some.status()).isEqualTo(200);
        assertThat(some.http().body()).contains("process_uptime_seconds ").doesNotContain("jvm_memory_used_bytes");
    }

    @Test
    void relatedProductsAndRecommendationsHaveOneLimit() {
        var related = "/products/" + shop.product("1.00") + "/related";

        assertThat(shop.anybody().get(related + "?limit=1").status()).isEqualTo(200);
        assertThat(shop.anybody().get(related + "?limit=1&limit=1").invalid()).containsExactly("#/limit");
        assertThat(shop.anybody().get(related + "?limit=1&cursor=x").invalid()).containsExactly("#/cursor");
    }

    @Test
    void aCursorIsReadAlsoWhereNothingFollows() {
        for (var cursor : new String[] {"e30=", "e30", "MQ", "MDAwMDAwMDAwMDAwMDAwMDAwMQ"}) {
            for (var list : new String[] {"/auth/sessions", "/orders", "/activity", "/products"}) {
                assertThat(shop.customer().get(list + "?cursor=" + cursor).invalid())
                        .as("%s %s", list, cursor)
                        .containsExactly("#/cursor");
            }
        }
    }

    @Test
    void optionsAndPagesHaveNoneToRefuse() {
        assertThat(shop.anybody()
                        .send("OPTIONS", "/products?x=1", BodyPublishers.noBody())
                        .status())
                .isEqualTo(200);
        assertThat(shop.anybody().get("/swagger-ui/swagger-ui.css?v=1").status())
                .isEqualTo(200);
    }

    private Reply send(Operation operation, String query) {
        return send(sender(operation), operation, "?" + query);
    }

    private static Reply send(Client client, Operation operation, String query) {
        return client.send(operation.method(), operation.examplePath() + query, BodyPublishers.noBody());
    }

    private Client sender(Operation operation) {
        var admin = shop.admin().client();
        return operation
                .body()
                .map(body -> admin.with("Content-Type", body.getKey()))
                .orElse(admin);
    }
}
