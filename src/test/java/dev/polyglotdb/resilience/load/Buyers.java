package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.resilience.Phases;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Meanwhile;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Customers who order without pause, repeat what got no answer with the same key, and remember what they were told. */
final class Buyers {

    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** What they do until it is closed. */
    interface Buying extends AutoCloseable {
        @Override
        void close();
    }

    private final List<String> products;
    private final Phases phases;
    private final List<Client> clients;
    private final List<Long> userIds;
    private final AtomicInteger keys = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

    /** @param phases told how long each request took */
    Buyers(Client shop, List<String> products, int number, Phases phases) {
        this.products = List.copyOf(products);
        this.phases = phases;
        var persons = Stream.generate(() -> register(shop)).limit(number).toList();
        this.clients = persons.stream().map(Person::client).toList();
        this.userIds = persons.stream().map(Person::id).toList();
    }

    /** Makes a customer of an application, and logs in. */
    static Person register(Client shop) {
        var email = Shop.unique("buyer") + "@example.com";
        var password = "correct horse battery";
        var registered = shop.post("/users", """
                {"email": "%s", "name": "A Buyer", "password": "%s"}""".formatted(email, password));
        assertThat(registered.status()).as(registered.toString()).isEqualTo(201);
        var token = shop.post("/auth/login", """
                        {"email": "%s", "password": "%s"}""".formatted(email, password)).text("/token");
        return new Person(registered.number("/id"), email, password, token, shop.withToken(token));
    }

    /** They order until this is closed, and end with an answer to each request. */
    Buying start() {
        phases.resume();
        var each = clients.stream()
                .map(client -> Meanwhile.repeat(() -> order(client)))
                .toList();
        return () -> Meanwhile.closeAll(each);
    }

    private void order(Client client) {
        var number = keys.incrementAndGet();
        var key = "bought-" + number;
        var request = Person.cardOrder(products.get(number % products.size()), 1, "tok_visa");
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var begin = System.nanoTime();
            var reply = client.with("Idempotency-Key", key).post("/orders", request);
            phases.add(System.nanoTime() - begin);
            if (reply.status() == 201) {
                acknowledged.put(key, reply.number("/id"));
                phases.succeeded();
                return;
            }
            // Away, or an attempt whose answer was lost still runs.
            assertThat(reply.status()).as(reply.toString()).isIn(409, 503);
            refused.incrementAndGet();
            LockSupport.parkNanos(PAUSE_AFTER_REFUSAL.toNanos());
        }
        throw new AssertionError("no order was possible for " + PATIENCE);
    }

    void awaitMore(int orders) {
        var target = acknowledged.size() + orders;
        await().pollInterval(10, TimeUnit.MILLISECONDS).atMost(PATIENCE).until(() -> acknowledged.size() >= target);
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** Returns how many requests were to be repeated. */
    int refused() {
        return refused.get();
    }

    /** Returns the ids of the acknowledged orders that are not there. An id may have been given to another order. */
    Set<Long> lost(JdbcClient jdbc) {
        var kept = jdbc.sql("select key from idempotency where user_id = any(:users) and order_id is not null")
                .param("users", userIds.toArray(Long[]::new))
                .query(String.class)
                .set();
        return acknowledged.entrySet().stream()
                .filter(order -> !kept.contains(order.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    /** Returns how many more orders there are than were acknowledged and kept. */
    long doubled(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from orders where user_id = any(:users)")
                        .param("users", userIds.toArray(Long[]::new))
                        .query(Long.class)
                        .single()
                + lost(jdbc).size()
                - acknowledged.size();
    }
}
