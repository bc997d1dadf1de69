package dev.polyglotdb.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.privacy.ErasureFixture;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import dev.polyglotdb.testing.Shop;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Somebody who comes, orders, cancels, reports what they do, logs in, and leaves while more of that is under way.
 * Checks that each response is a permitted one. A guest must be used by one thread.
 */
public final class Guest {

    private static final Set<Integer> GONE = Set.of(401);

    private final World world;
    private final ErasureFixture erasureFixture;
    private final Person person;
    private final String secret;
    private final List<Long> orders = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final Set<Integer> unavailable;

    /**
     * @param faultsAllowed whether the application may die at any time, so that some requests get no response
     */
    public Guest(World world, ErasureFixture erasureFixture, boolean faultsAllowed) {
        this.world = world;
        this.erasureFixture = erasureFixture;
        this.unavailable = faultsAllowed ? Set.of(503) : Set.of();
        this.person = world.guest(erasureFixture.shop());
        this.secret = world.mark() + "-secret";
        tokens.add(person.token());
    }

    /**
     * Lives, and leaves.
     *
     * @param places the instances that are used at random
     */
    public void live(Random random, List<Client> places) {
        for (var i = 2 + random.nextInt(4); i > 0; i--) {
            act(random.nextInt(6), random, any(places, random));
        }
        var seeds = random.ints(5).toArray();
        var leaving = any(places, random);
        Parallel.each(seeds.length, i -> {
            var chance = new Random(seeds[i]);
            if (i == 0) {
                expect(leave(chance.nextBoolean(), leaving), 202);
            } else {
                act(i, chance, any(places, chance));
            }
            return true;
        });
        erasureFixture.hurry(List.of(person.id()));
    }

    /** Erases the guest, of whom nothing may run, if the first try had no response. Checks that no session is left. */
    public void assertErased() {
        assertThat(Shop.patiently(() -> erasureFixture.dismiss(person.id())).status())
                .isEqualTo(202);
        erasureFixture.hurryHere(List.of(person.id()));
        assertThat(Shop.patiently(() -> erasureFixture.logIn(person)).status()).isEqualTo(401);
        for (var token : tokens) {
            var bearer = erasureFixture.shop().anybody().withToken(token);
            assertThat(Shop.patiently(() -> bearer.get("/users/me")).status()).isEqualTo(401);
        }
    }

    private static Client any(List<Client> places, Random random) {
        return places.get(random.nextInt(places.size()));
    }

    private Optional<Reply> leave(boolean byAdministrator, Client place) {
        return orGone(() -> byAdministrator
                ? place.withToken(world.admin().token())
                        .send("DELETE", "/users/" + person.id(), BodyPublishers.noBody())
                : ErasureFixture.leave(person, place.withToken(person.token())));
    }

    private void act(int what, Random random, Client place) {
        var client = place.withToken(person.token());
        switch (what) {
            case 1, 5 -> order(random, client);
            case 2 -> cancel(random, client);
            case 3 -> logIn(random.nextInt(3) == 0, place);
            default -> report(random, client);
        }
    }

    private void order(Random random, Client client) {
        var key = Shop.unique(world.mark());
        var request = OrderRequest.random(key, world, random, "tok_visa");
        var reply = orGone(() -> client.with("Idempotency-Key", key).post("/orders", request.json()));
        expect(reply, 201, 409);
        reply.filter(answer -> answer.status() == 201).ifPresent(answer -> {
            orders.add(answer.number("/id"));
            world.acknowledge(key, answer.number("/id"));
        });
    }

    private void cancel(Random random, Client client) {
        if (!orders.isEmpty()) {
            var order = orders.get(random.nextInt(orders.size()));
            orGone(() ->
                    world.transitions().attempt(order, "cancel", () -> client.post("/orders/" + order + "/cancel")));
        }
    }

    private void logIn(boolean wrongly, Client place) {
        var known = wrongly ? new Person(person.id(), person.email(), "wrong password", "", place) : person;
        var reply = orGone(() -> ErasureFixture.logIn(known, place));
        expect(reply, 200);
        reply.filter(answer -> answer.status() == 200).ifPresent(answer -> tokens.add(answer.text("/token")));
    }

    private void report(Random random, Client client) {
        var event = "{\"type\": \"VIEW\", \"productId\": \"%s\", \"data\": {\"note\": \"%s\"}}"
                .formatted(world.products().get(random.nextInt(world.products().size())), secret);
        expect(orGone(() -> client.post("/activity", "[" + event + ", " + event + "]")), 201);
    }

    private void expect(Optional<Reply> reply, Integer... statuses) {
        reply.ifPresent(answer -> assertThat(answer.status())
                .as("%s", answer)
                .isIn(Stream.of(Stream.of(statuses), GONE.stream(), unavailable.stream())
                        .flatMap(some -> some)
                        .toList()));
    }

    private Optional<Reply> orGone(Supplier<Reply> call) {
        try {
            return Optional.of(call.get());
        } catch (UncheckedIOException gone) {
            if (unavailable.isEmpty()) {
                throw gone;
            }
            return Optional.empty();
        }
    }
}
