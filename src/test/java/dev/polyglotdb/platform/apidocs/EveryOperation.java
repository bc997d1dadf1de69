package dev.polyglotdb.platform.apidocs;

import static dev.polyglotdb.platform.apidocs.Calls.fail;
import static dev.polyglotdb.platform.apidocs.Calls.succeed;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import java.util.function.Supplier;

/** Calls every operation so that it succeeds, and so that it fails in the ways that are its own. */
final class EveryOperation {

    private final Shop shop;
    private final Client anybody;
    private final Client admin;
    private final Person ada;

    EveryOperation(Shop shop) {
        this.shop = shop;
        this.anybody = shop.anybody();
        this.admin = shop.admin().client();
        this.ada = shop.customer();
    }

    void ofAccountsAndSessions() {
        succeed("registerUser", anybody, () -> "/users", () -> user(Shop.unique("new") + "@example.com"));
        fail(409, "registerUser", anybody, "/users", user(ada.email()));
        succeed("getOwnUser", ada.client(), "/users/me");
        succeed("getUser", ada.client(), "/users/" + ada.id());
        fail(403, "getUser", ada.client(), "/users/" + shop.admin().id(), null);

        var leaving = shop.customer();
        fail(403, "leave", leaving.client(), "/users/me", "{\"password\": \"wrong password\"}");
        succeed("exportOwnData", leaving.client(), "/users/me/export");
        succeed("exportUserData", admin, "/users/" + leaving.id() + "/export");
        fail(403, "exportUserData", ada.client(), "/users/" + leaving.id() + "/export", null);
        var erasure =
                succeed("leave", leaving.client(), "/users/me", "{\"password\": \"%s\"}".formatted(leaving.password()));
        succeed("getErasure", admin, erasure.header("Location").orElseThrow());
        succeed("eraseUser", admin, "/users/" + shop.customer().id());

        succeed("changePassword", shop.customer().client(), "/users/me/password", passwords(ada.password()));
        fail(403, "changePassword", ada.client(), "/users/me/password", passwords("wrong password"));

        succeed("logIn", anybody, "/auth/login", credentials(ada.password()));
        fail(401, "logIn", anybody, "/auth/login", credentials("wrong password"));
        succeed("getSession", ada.client(), "/auth/session");
        succeed("listSessions", ada.client(), "/auth/sessions");
        succeed("logOut", shop.customer().client(), "/auth/logout");
        succeed("endAllSessions", shop.customer().client(), "/auth/sessions");
    }

    void ofProducts() {
        var id = shop.product("3.00");
        succeed("listProducts", anybody, "/products?limit=1&facets=category,attr.color&sort=-price&attr.color=red");
        succeed("getProduct", anybody, "/products/" + id);
        fail(304, "getProduct", anybody.with("If-None-Match", "\"1\""), "/products/" + id, null);
        fail(412, "getProduct", anybody.with("If-Match", "\"stale\""), "/products/" + id, null);
        succeed("createProduct", admin, () -> "/products", () -> product(Shop.unique("new")));
        fail(409, "createProduct", admin, "/products", product(id));
        succeed("replaceProduct", admin, "/products/" + id, product(id));
        Supplier<String> added = () -> "/products/" + Shop.unique("added");
        succeed(
                "replaceProduct",
                admin,
                added,
                () -> "{\"name\": \"New\", \"price\": {\"amount\": 1, \"currency\": \"JPY\"}}");
        succeed("patchProduct", admin, "/products/" + id, "{\"description\": null, \"attributes\": {\"a\": [1]}}");
        var stale = admin.with("If-Match", "\"stale\"");
        fail(412, "getProduct", stale, "/products/" + id, null);
        fail(412, "replaceProduct", stale, "/products/" + id, product(id));
        fail(412, "patchProduct", stale, "/products/" + id, "{}");
        fail(412, "deleteProduct", stale, "/products/" + id, null);
        succeed("importProducts", admin, "/products/import", product(id) + "\n{}\n");
        succeed("exportProducts", admin, "/products/export");
        succeed("getStock", anybody, "/products/" + id + "/stock");
        fail(409, "changeStock", admin, "/products/" + id + "/stock", "{\"change\": 1}");
        succeed("setStock", admin, "/products/" + id + "/stock", "{\"onHand\": 1}");
        succeed("changeStock", admin, "/products/" + id + "/stock", "{\"change\": -1}");
        succeed("listRelatedProducts", anybody, "/products/" + id + "/related");
        succeed("deleteProduct", admin, "/products/" + id);
    }

    void ofOrders() {
        var free = shop.product("3.00");
        var scarce = shop.productInStock(1);
        var euro = shop.product("3.00", "EUR");
        var keyed = ada.client().with("Idempotency-Key", "the-key");
        succeed("placeOrder", ada.client(), "/orders", Person.cardOrder(free, 1, "tok_visa"));
        succeed("placeOrder", keyed, "/orders", Person.order(free, 1));
        succeed("placeOrder", keyed, "/orders", Person.order(free, 1));
        fail(422, "placeOrder", keyed, "/orders", Person.order(free, 2));
        fail(422, "placeOrder", ada.client(), "/orders", Person.order("no-such-product", 1));
        fail(422, "placeOrder", ada.client(), "/orders", """
                {"items": [{"productId": "%s", "quantity": 1}, {"productId": "%s", "quantity": 1}]}""".formatted(free, euro));
        fail(409, "placeOrder", ada.client(), "/orders", Person.order(scarce, 2));
        fail(402, "placeOrder", ada.client(), "/orders", Person.cardOrder(free, 1, "tok_declined"));
        fail(503, "placeOrder", ada.client(), "/orders", Person.cardOrder(free, 1, "tok_error"));

        succeed("listOrders", ada.client(), "/orders");
        succeed("getOrder", ada.client(), order(free));
        succeed("traceOrder", ada.client(), order(free) + "/trace");
        succeed("followOrder", ada.client(), order(free) + "/events");
        fail(400, "followOrder", ada.client().with("Last-Event-ID", "none"), order(free) + "/events", null);
        succeed("cancelOrder", ada.client(), order(free) + "/cancel");
        var shipped = order(free);
        succeed("shipOrder", admin, () -> order(free) + "/ship", null);
        fail(200, "shipOrder", admin, shipped + "/ship", null);
        fail(409, "shipOrder", admin, shipped + "/ship", null);
        fail(409, "cancelOrder", ada.client(), shipped + "/cancel", null);
        succeed("deliverOrder", admin, () -> shippedOrder(free) + "/deliver", null);
        fail(409, "deliverOrder", admin, order(free) + "/deliver", null);
    }

    void ofActivityAndRecommendations() {
        var id = shop.product("3.00");
        var event = "{\"type\": \"VIEW\", \"productId\": \"%s\", \"data\": {\"a\": null}}".formatted(id);
        succeed("recordActivity", ada.client(), "/activity", event);
        succeed("recordActivity", ada.client(), "/activity", "[" + event + "]");
        succeed("listOwnActivity", ada.client(), "/activity?limit=1&type=VIEW&from=2026-01-01T00:00:00Z");
        succeed("listUserActivity", ada.client(), "/users/" + ada.id() + "/activity");
        fail(403, "listUserActivity", ada.client(), "/users/" + shop.admin().id() + "/activity", null);
        succeed("listProductActivity", admin, "/products/" + id + "/activity");
        succeed("recommend", ada.client(), "/recommend/" + ada.id());
        succeed("explainRecommendation", ada.client(), "/recommend/" + ada.id() + "/walk/" + id);
        fail(
                403,
                "explainRecommendation",
                ada.client(),
                "/recommend/" + shop.admin().id() + "/walk/" + id,
                null);
        fail(403, "recommend", ada.client(), "/recommend/" + shop.admin().id(), null);
    }

    void ofAdministration() {
        succeed("getOverview", admin, "/admin/overview");
        succeed("planCatalogSearch", admin, "/admin/catalog/plan?limit=1&attr.color=red&sort=-price");
        succeed("getOutbox", admin, "/admin/outbox");
        succeed("retryOutbox", admin, "/admin/outbox/retry");
        var job =
                succeed("rebuildProjection", admin, "/admin/projections/rebuild", "{\"target\": \"recommendations\"}");
        succeed("getProjectionJob", admin, job.header("Location").orElseThrow());
        succeed("checkProjections", admin, "/admin/projections/check");
        fail(409, "cancelProjectionJob", admin, endedJob(job.header("Location").orElseThrow()), null);
    }

    private String endedJob(String path) {
        await().atMost(60, SECONDS).until(() -> !admin.get(path).text("/status").equals("RUNNING"));
        return path;
    }

    void ofDocumentation() {
        for (var operation : OpenApi.operations()) {
            if (operation.answers(304) && !operation.template().contains("{")) {
                var version = succeed(operation.id(), anybody, operation.template())
                        .header("ETag")
                        .orElseThrow();
                fail(304, operation.id(), anybody.with("If-None-Match", version), operation.template(), null);
                fail(412, operation.id(), anybody.with("If-Match", "\"stale\""), operation.template(), null);
                fail(400, operation.id(), anybody.with("If-Match", "stale"), operation.template(), null);
            }
        }
    }

    private String order(String productId) {
        return ada.orders(productId, 1).header("Location").orElseThrow();
    }

    private String shippedOrder(String productId) {
        var order = order(productId);
        fail(200, "shipOrder", admin, order + "/ship", null);
        return order;
    }

    private static String passwords(String current) {
        return "{\"currentPassword\": \"%s\", \"newPassword\": \"another password\"}".formatted(current);
    }

    private String credentials(String password) {
        return "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(ada.email(), password);
    }

    private static String user(String email) {
        return "{\"email\": \"%s\", \"name\": \"Somebody\", \"password\": \"correct horse\"}".formatted(email);
    }

    private static String product(String id) {
        return "{\"id\": \"%s\", \"name\": \"A thing\", \"price\": {\"amount\": 1.50, \"currency\": \"USD\"}}"
                .formatted(id);
    }
}
