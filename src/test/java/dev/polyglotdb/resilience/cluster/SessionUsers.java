package dev.polyglotdb.resilience.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.resilience.Phases;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Meanwhile;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Users who log in, look and log out without pause. Every tenth time they stay logged in. */
final class SessionUsers {

    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int STAYS = 10;

    /** What they do until it is closed. */
    interface ComingAndGoing extends AutoCloseable {
        @Override
        void close();
    }

    private final Client shop;
    private final List<Person> persons;
    private final Phases phases;
    private final AtomicInteger logins = new AtomicInteger();
    private final Queue<String> ended = new ConcurrentLinkedQueue<>();
    private final Queue<String> stay = new ConcurrentLinkedQueue<>();

    /** @param phases told how long each request took */
    SessionUsers(Client shop, List<Person> persons, Phases phases) {
        this.shop = shop;
        this.persons = List.copyOf(persons);
        this.phases = phases;
    }

    ComingAndGoing start() {
        phases.resume();
        var each = persons.stream()
                .map(person -> Meanwhile.repeat(() -> comeAndGo(person)))
                .toList();
        return () -> Meanwhile.closeAll(each);
    }

    private void comeAndGo(Person person) {
        var login = timed(() -> shop.post("/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(person.email(), person.password())));
        if (login.status() != 200) {
            return;
        }
        var token = login.text("/token");
        if (logins.incrementAndGet() % STAYS == 0) {
            stay.add(token);
        } else {
            logOut(token);
        }
    }

    /** Repeats it until it is acknowledged: 401 says that the session is gone already. */
    private void logOut(String token) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var status = timed(() -> shop.withToken(token).post("/auth/logout")).status();
            if (status == 204 || status == 401) {
                ended.add(token);
                return;
            }
        }
        throw new AssertionError("no logout was possible for " + PATIENCE);
    }

    private Reply timed(Supplier<Reply> request) {
        var begin = System.nanoTime();
        var reply = request.get();
        phases.add(System.nanoTime() - begin);
        if (reply.status() == 503) {
            assertThat(reply.text("/store")).as(reply.toString()).isEqualTo("redis");
            LockSupport.parkNanos(PAUSE_AFTER_REFUSAL.toNanos());
        } else {
            phases.succeeded();
        }
        return reply;
    }

    /** Returns when this many more sessions have ended. */
    void awaitMore(int sessions) {
        var target = ended.size() + sessions;
        await().pollInterval(10, TimeUnit.MILLISECONDS).atMost(PATIENCE).until(() -> ended.size() >= target);
    }

    int acknowledged() {
        return ended.size();
    }

    /** Returns the tokens of those who stayed. */
    List<String> staying() {
        return List.copyOf(stay);
    }

    /** Returns how many tokens work again although their logout was acknowledged. */
    long revived() {
        return ended.stream().filter(token -> status(token) != 401).count();
    }

    int status(String token) {
        return shop.withToken(token).get("/auth/session").status();
    }
}
