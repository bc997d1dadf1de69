package dev.polyglotdb.privacy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import java.net.http.HttpRequest.BodyPublishers;

/** Registers people and lets them leave. */
record Leaver(Shop shop) {

    Person named(String name) {
        var email = Shop.unique("ada") + "@example.com";
        var password = "correct horse battery";
        var user = shop.anybody()
                .post(
                        "/users",
                        "{\"email\": \"%s\", \"name\": \"%s\", \"password\": \"%s\"}".formatted(email, name, password));
        var anonymous = new Person(user.number("/id"), email, password, "", shop.anybody());
        return shop.logInAgain(anonymous);
    }

    Reply erased(Person person) {
        var place = leave(person).header("Location").orElseThrow();
        return await().atMost(90, SECONDS)
                .until(
                        () -> shop.admin().get(place),
                        reply -> reply.text("/status").equals("COMPLETED"));
    }

    Reply logIn(Person person) {
        return shop.anybody()
                .post(
                        "/auth/login",
                        "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(person.email(), person.password()));
    }

    Reply leave(Person person) {
        return leave(person, "{\"password\": \"%s\"}".formatted(person.password()));
    }

    Reply leave(Person person, String json) {
        return person.client()
                .with("Content-Type", "application/json")
                .send("DELETE", "/users/me", BodyPublishers.ofString(json));
    }
}
