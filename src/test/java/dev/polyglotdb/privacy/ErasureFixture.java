package dev.polyglotdb.privacy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.outbox.OutboxService;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.PatientSql;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Registers people and erases them. */
public record ErasureFixture(Shop shop, JdbcClient jdbc, OutboxService outbox) {

    private static final List<String> DELAYED = List.of("erasure-cassandra", "erasure-redis");

    public static ErasureFixture of(Shop shop, ApplicationContext context) {
        return new ErasureFixture(shop, PatientSql.of(context), context.getBean(OutboxService.class));
    }

    public Person named(String name) {
        return shop.customer(Shop.unique("ada") + "@example.com", name);
    }

    /** Lets somebody leave of whom no request is under way, and returns the erasure when it is complete. */
    public Reply erased(Person person) {
        return completed(leave(person), person.id());
    }

    /** The same, by an administrator; also once more, when the person has left already. */
    public Reply erasedByAdministrator(Person person) {
        return completed(dismiss(person.id()), person.id());
    }

    public Reply dismiss(long userId) {
        return shop.admin().client().send("DELETE", "/users/" + userId, BodyPublishers.noBody());
    }

    private Reply completed(Reply begun, long userId) {
        var place = begun.header("Location").orElseThrow();
        hurryHere(List.of(userId));
        return await().atMost(90, SECONDS)
                .until(
                        () -> shop.admin().get(place),
                        reply -> reply.text("/status").equals("COMPLETED"));
    }

    /**
     * Lets erasures go on without the time for requests that are under way, when an instance next looks for what is
     * due. Call it when there are none.
     *
     * @return the subjects of the entries that are due now
     */
    public List<Long> hurry(Collection<Long> userIds) {
        return jdbc.sql("""
                        update outbox set due_at = now() from erasures
                        where order_id = -erasures.id and user_id = any(:ids) and sink = any(:sinks)
                          and lease is null and due_at > now()
                        returning order_id""")
                .param("ids", userIds.toArray(Long[]::new))
                .param("sinks", DELAYED.toArray(String[]::new))
                .query(Long.class)
                .list();
    }

    /** The same, and wakes the worker of this instance. */
    public void hurryHere(Collection<Long> userIds) {
        var subjects = Set.copyOf(hurry(userIds));
        DELAYED.forEach(sink -> subjects.forEach(subject -> outbox.addDelayed(subject, sink, Duration.ZERO)));
    }

    public Reply logIn(Person person) {
        return logIn(person, shop.anybody());
    }

    public static Reply logIn(Person person, Client at) {
        return at.post(
                "/auth/login",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(person.email(), person.password()));
    }

    public static Reply leave(Person person) {
        return leave(person, person.client());
    }

    public static Reply leave(Person person, Client at) {
        return leave(at, "{\"password\": \"%s\"}".formatted(person.password()));
    }

    static Reply leave(Client at, String json) {
        return at.with("Content-Type", "application/json").send("DELETE", "/users/me", BodyPublishers.ofString(json));
    }
}
