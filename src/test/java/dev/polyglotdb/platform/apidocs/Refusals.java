package dev.polyglotdb.platform.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;

/** Calls operations so that they are refused before they begin, as their descriptions tell. */
final class Refusals {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> BAD_PARAMETERS = List.of(
            "limit=0",
            "limit=101",
            "cursor=!",
            "from=yesterday",
            "to=2026-13-01T00:00:00Z",
            "type=view",
            "sort=colour",
            "minPrice=cheap",
            "maxPrice=",
            "facets=price");

    private final Client anybody;
    private final Client customer;
    private final Client admin;
    private final String product;

    Refusals(Shop shop) {
        anybody = shop.anybody();
        customer = shop.customer().client();
        admin = shop.admin().client();
        product = shop.product("1.00");
    }

    /** For who asks. */
    void ofCallers(Operation operation) {
        operation.role().ifPresent(role -> {
            mustBe(401, operation, send(operation, anybody, path(operation), ""));
            mustBe(401, operation, send(operation, anybody.withToken("stale"), path(operation), ""));
            if (role.equals("ADMIN")) {
                mustBe(403, operation, send(operation, customer, path(operation), ""));
            }
        });
    }

    /** For the path. */
    void ofPaths(Operation operation) {
        if (operation.template().contains("{")) {
            mustBe(404, operation, send(operation, admin, pathWithFirst(operation, "~"), ""));
            mustBe(400, operation, send(operation, admin, pathWithFirst(operation, "%5C"), ""));
        }
    }

    private static String pathWithFirst(Operation operation, String value) {
        return operation.template().replaceFirst("\\{[^}]+}", value).replaceAll("\\{[^}]+}", "1");
    }

    /** For query parameters that can't be read. */
    void ofParameters(Operation operation) {
        for (var parameter : BAD_PARAMETERS) {
            var name = parameter.substring(0, parameter.indexOf('='));
            if (operation.queryParameters().contains(name)) {
                var reply = send(operation, admin, path(operation) + "?" + parameter, "");
                mustBe(400, operation, reply);
                assertThat(reply.invalid()).containsExactly("#/" + name);
            }
        }
    }

    /** For a body of another type, one that is too large, or one that can't be read. */
    void ofBodies(Operation operation) {
        operation.body().map(Map.Entry::getKey).ifPresent(type -> {
            mustBe(415, operation, send(operation, admin.with("Content-Type", "text/plain"), path(operation), "{}"));
            mustBe(415, operation, send(operation, admin, path(operation), "{}"));
            if (operation.answers(413)) {
                var typed = admin.with("Content-Type", type);
                mustBe(413, operation, send(operation, typed, path(operation), " ".repeat((1 << 20) + 1)));
                mustBe(400, operation, send(operation, typed, path(operation), "{"));
                mustBe(400, operation, send(operation, typed, path(operation), "[{\"x\": 1}]"));
            }
        });
    }

    /** For what is required of the present version. By then the body was found right; nothing may have been done. */
    void ofPreconditions(Operation operation) {
        if (operation.answers(412) && !operation.method().equals("GET")) {
            var typed = operation
                    .body()
                    .map(body -> admin.with("Content-Type", body.getKey()))
                    .orElse(admin);
            mustBe(
                    412,
                    operation,
                    send(operation, typed.with("If-Match", "\"0\""), path(operation), example(operation)));
        }
    }

    private static String example(Operation operation) {
        var content = operation.body().map(Map.Entry::getValue);
        return content.flatMap(body -> body.find("example"))
                .or(() -> content.map(body -> body.member("examples"))
                        .map(many -> many.member(many.names().get(0)).member("value")))
                .map(Place::node)
                .map(example -> example.isString() ? example.asString() : example.toString())
                .orElse("");
    }

    /** For a method that the path does not have. */
    void ofMethods(Operation operation) {
        var documented =
                OpenApi.on(path(operation)).stream().map(Operation::method).toList();
        for (var method : METHODS) {
            if (!documented.contains(method)) {
                var reply = anybody.send(method, path(operation), BodyPublishers.noBody());
                mustBe(405, operation, reply);
                assertThat(reply.header("Allow").orElse("").split(", *")).containsAll(documented);
            }
        }
    }

    /** Of a product that there is, because some look for it before they look at the body. */
    private String path(Operation operation) {
        return operation.template().startsWith("/products/{id}")
                ? operation.template().replace("{id}", product)
                : operation.examplePath();
    }

    private static Reply send(Operation operation, Client client, String path, String body) {
        return client.send(operation.method(), path, BodyPublishers.ofString(body));
    }

    private static void mustBe(int status, Operation operation, Reply reply) {
        assertThat(reply.status()).as("%s: %s", operation, reply).isEqualTo(status);
    }
}
