package dev.polyglotdb.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A client that views products and records activity. It must be used by one thread at a time. */
final class Visitor {

    private record Event(UUID id, Instant at) {

        public String json() {
            return "{\"type\": \"VIEW\", \"eventId\": \"%s\", \"occurredAt\": \"%s\", \"data\": {\"n\": 1}}"
                    .formatted(id, at);
        }
    }

    private final Person person;
    private final List<String> reads;
    private final Random random;
    private Client client;

    private final Set<UUID> acknowledged = new HashSet<>();
    private final Set<UUID> sent = new HashSet<>();
    private final List<List<Event>> unanswered = new ArrayList<>();

    public Visitor(Person person, World world, long seed) {
        this.person = person;
        this.random = new Random(seed);
        this.client = person.client();
        this.reads = Stream.concat(
                        Stream.of(
                                "/products?limit=5",
                                "/users/me",
                                "/auth/session",
                                "/orders",
                                "/activity?limit=10",
                                "/recommend/%d".formatted(person.id())),
                        world.products().stream()
                                .flatMap(id -> Stream.of("/products/" + id, "/products/" + id + "/stock")))
                .toList();
    }

    public void moveTo(Client instance) {
        client = instance.withToken(person.token());
    }

    public void act() {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> record(events(1));
            case 3 -> record(events(2 + random.nextInt(30)));
            case 4 -> repeat();
            default -> look();
        }
    }

    private List<Event> events(int count) {
        return Stream.generate(() -> new Event(
                        new UUID(random.nextLong(), random.nextLong()),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS)))
                .limit(count)
                .toList();
    }

    private void repeat() {
        if (!unanswered.isEmpty()) {
            record(unanswered.remove(unanswered.size() - 1));
        }
    }

    private void record(List<Event> events) {
        events.forEach(event -> sent.add(event.id()));
        var json = events.size() == 1
                ? events.get(0).json()
                : events.stream().map(Event::json).collect(Collectors.joining(", ", "[", "]"));
        var reply = orGone(() -> client.post("/activity", json));
        if (reply.isPresent() && reply.get().status() == 201) {
            events.forEach(event -> acknowledged.add(event.id()));
        } else {
            unanswered.add(events);
        }
        reply.ifPresent(answer -> expect(answer, 201));
    }

    private void look() {
        orGone(() -> client.get(reads.get(random.nextInt(reads.size())))).ifPresent(answer -> expect(answer, 200));
    }

    private static void expect(Reply reply, int status) {
        assertThat(reply.status()).as(reply.toString()).isIn(status, 503);
    }

    private static Optional<Reply> orGone(Supplier<Reply> call) {
        try {
            return Optional.of(call.get());
        } catch (UncheckedIOException gone) {
            return Optional.empty();
        }
    }

    public int acknowledged() {
        return acknowledged.size();
    }

    /** Returns the differences between the timeline and the responses to what was sent. */
    public List<String> contradictions() {
        var found = timeline();
        var wrong = new ArrayList<String>();
        for (var id : acknowledged) {
            if (!found.containsKey(id)) {
                wrong.add("event %s of user %d was acknowledged and is not there".formatted(id, person.id()));
            }
        }
        found.forEach((id, times) -> {
            if (times != 1 || !sent.contains(id)) {
                wrong.add("event %s of user %d is there %d times".formatted(id, person.id(), times));
            }
        });
        return wrong;
    }

    private Map<UUID, Integer> timeline() {
        var found = new HashMap<UUID, Integer>();
        person.client().pages("/activity?limit=100").stream()
                .flatMap(page -> page.texts("/items", "/eventId").stream())
                .forEach(id -> found.merge(UUID.fromString(id), 1, Integer::sum));
        return found;
    }
}
