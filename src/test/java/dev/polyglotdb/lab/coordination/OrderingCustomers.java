package dev.polyglotdb.lab.coordination;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Meanwhile;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.Time;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Customers of a branch, who order one product after the other and repeat what got no answer. */
final class OrderingCustomers {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int PRODUCTS = 20;
    private static final int CREATED = 201;

    /** What one customer does. Only one thread at a time uses it. */
    private final class Customer {

        private final String token;
        private long waiting;

        Customer(String token) {
            this.token = token;
        }

        /** @return false if nothing was answered, or only that it is too early */
        boolean order(Client shop) {
            if (waiting == 0) {
                waiting = wanted.incrementAndGet();
            }
            var client = shop.withToken(token);
            var request = Person.order(products.get((int) (waiting % PRODUCTS)), 1);
            var begin = System.nanoTime();
            Reply reply;
            try {
                reply = (withKeys ? client.with("Idempotency-Key", "order-" + waiting) : client)
                        .post("/orders", request);
            } catch (UncheckedIOException gone) {
                return false;
            }
            if (reply.status() == CREATED) {
                latencies.add(System.nanoTime() - begin);
                acknowledged.add(reply.number("/id"));
                waiting = 0;
                return true;
            }
            if (reply.status() != 503 && reply.status() != 409) {
                throw new IllegalStateException(reply.toString());
            }
            return false;
        }
    }

    private final boolean withKeys;
    private final List<String> products;
    private final List<Customer> people;
    private final AtomicLong wanted = new AtomicLong();
    private final Collection<Long> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Long> latencies = new ConcurrentLinkedQueue<>();

    /** @param withKeys whether they send the same key when they repeat a request */
    OrderingCustomers(Client shop, int number, boolean withKeys) {
        this.withKeys = withKeys;
        var admin = shop.withToken(token(shop, Branch.ADMIN));
        products = IntStream.range(0, PRODUCTS)
                .mapToObj(i -> Shop.unique("product"))
                .peek(id -> must(admin.post("/products", """
                        {"id": "%s", "name": "A product", "price": {"amount": 9.99, "currency": "EUR"}}""".formatted(id)), CREATED))
                .toList();
        warmUp(admin);
        people = IntStream.range(0, number)
                .mapToObj(i -> new Customer(register(shop)))
                .toList();
    }

    /** Orders until that works, since a store may take too long for its first request. These orders do not count. */
    private void warmUp(Client admin) {
        for (var product : products) {
            await().atMost(PATIENCE)
                    .until(() -> admin.post("/orders", Person.order(product, 1)).status() == CREATED);
        }
    }

    private static String register(Client shop) {
        var email = Shop.unique("customer") + "@example.com";
        must(shop.post("/users", """
                {"email": "%s", "name": "A Customer", "password": "%s"}""".formatted(email, Branch.PASSWORD)), CREATED);
        return token(shop, email);
    }

    private static String token(Client shop, String email) {
        return must(shop.post("/auth/login", """
                                {"email": "%s", "password": "%s"}""".formatted(email, Branch.PASSWORD)), 200)
                .text("/token");
    }

    private static Reply must(Reply reply, int status) {
        if (reply.status() != status) {
            throw new IllegalStateException(reply.toString());
        }
        return reply;
    }

    /** What they do until it is closed. */
    interface Ordering extends AutoCloseable {
        @Override
        void close();
    }

    /** They order without pause until this is closed or the shop is gone. */
    Ordering orderAt(Client shop) {
        var all = new ArrayList<Meanwhile>();
        for (var customer : people) {
            all.add(Meanwhile.repeat(() -> {
                if (!customer.order(shop)) {
                    Time.pass(PAUSE);
                }
            }));
        }
        return () -> Meanwhile.closeAll(all);
    }

    /** Repeats what still waits for its answer. */
    void finish(Client shop) {
        await().atMost(PATIENCE)
                .until(() -> people.stream().allMatch(customer -> customer.waiting == 0 || customer.order(shop)));
    }

    /** Waits until so many more orders are acknowledged. */
    void awaitMore(int orders) {
        var target = acknowledged.size() + orders;
        await().atMost(PATIENCE).pollInterval(5, TimeUnit.MILLISECONDS).until(() -> acknowledged.size() >= target);
    }

    /** Returns how many orders they wanted, each once. */
    long wanted() {
        return wanted.get();
    }

    Collection<Long> acknowledged() {
        return acknowledged;
    }

    /** Returns the nanoseconds of each answer since the last call, in ascending order. */
    long[] latencies() {
        return Stream.generate(latencies::poll)
                .takeWhile(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
    }
}
