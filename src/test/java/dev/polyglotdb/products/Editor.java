package dev.polyglotdb.products;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import java.net.http.HttpRequest.BodyPublishers;

/** A user who edits products. */
public record Editor(Client client) {

    public static Editor of(Shop shop) {
        return new Editor(shop.admin().client());
    }

    public Editor ifMatch(String tags) {
        return with("If-Match", tags);
    }

    Editor with(String header, String value) {
        return new Editor(client.with(header, value));
    }

    public Reply put(String id, String json) {
        return client.with("Content-Type", "application/json")
                .send("PUT", "/products/" + id, BodyPublishers.ofString(json));
    }

    public Reply patch(String id, String json) {
        return client.with("Content-Type", "application/merge-patch+json")
                .send("PATCH", "/products/" + id, BodyPublishers.ofString(json));
    }

    public Reply delete(String id) {
        return client.send("DELETE", "/products/" + id, BodyPublishers.noBody());
    }

    public Reply get(String id) {
        return client.get("/products/" + id);
    }

    /** Returns a minimal product with these attributes. */
    static String product(String id, String attributes) {
        return """
                {"id": "%s", "name": "n", "price": {"amount": 1, "currency": "EUR"}, "attributes": %s}""".formatted(id, attributes);
    }

    /** Returns a minimal product without an id. */
    public static String named(String name) {
        return """
                {"name": "%s", "price": {"amount": 1.00, "currency": "USD"}}""".formatted(name);
    }
}
