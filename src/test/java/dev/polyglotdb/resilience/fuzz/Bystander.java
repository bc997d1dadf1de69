package dev.polyglotdb.resilience.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import java.util.List;
import java.util.stream.Stream;

/**
 * A user with data in each store. Other requests must not change that data.
 *
 * @param before the user's view of the data at the start
 */
record Bystander(Person person, List<String> paths, List<String> before) {

    static Bystander enter(Shop shop) {
        var person = shop.customer();
        var product = shop.productInStock(5);
        var order = person.orders(product, 2).text("/id");
        person.post("/activity", "{\"type\": \"VIEW\", \"productId\": \"%s\"}".formatted(product));
        await().untilAsserted(() -> {
            var projections = person.get("/orders/" + order).at("/projections");
            assertThat(projections.valueStream().map(Object::toString)).containsOnly("\"applied\"");
        });
        var paths = Stream.of("/users/me", "/orders", "/activity", "/products/%s", "/products/%s/stock")
                .map(path -> path.formatted(product))
                .toList();
        return new Bystander(person, paths, see(person, paths));
    }

    private static List<String> see(Person person, List<String> paths) {
        return paths.stream().map(path -> person.get(path).toString()).toList();
    }

    void isUnharmed() {
        assertThat(see(person, paths)).isEqualTo(before).allMatch(seen -> seen.startsWith("200"));
    }
}
