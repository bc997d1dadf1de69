package dev.polyglotdb.orders.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import java.time.Instant;
import java.util.UUID;

/** Timelines as users see them. On a busy machine Cassandra may be late for a request, so it is repeated. */
final class PatientTimelines {

    private PatientTimelines() {}

    /** Adds an event, once however often the request has to be sent. */
    static void add(Person user, String type, String productId) {
        var event = """
                {"type": "%s", "productId": "%s", "eventId": "%s", "occurredAt": "%s"}""".formatted(type, productId, UUID.randomUUID(), Instant.now());
        var added = Shop.patiently(() -> user.post("/activity", event));
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
    }

    static Reply of(Person user) {
        return Shop.patiently(() -> user.get("/activity"));
    }

    static Reply ofProduct(String productId, Person admin) {
        return Shop.patiently(() -> admin.get("/products/" + productId + "/activity"));
    }
}
