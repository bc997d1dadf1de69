package dev.polyglotdb.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A client that makes random requests and checks that each response is a permitted one. Shoppers affect each other only
 * through the stock and through the administrator's actions, which each performs now and then. A shopper must be used
 * by one thread at a time.
 */
public final class Shopper {

    /**
     * The number of requests without a response after which a shopper only repeats those. This limits the work at the
     * end of a test.
     */
    private static final int PATIENCE = 20;

    private final World world;
    private final Person person;
    private final Random random;
    private final boolean faultsAllowed;
    private Client customer;
    private Client patient;
    private Client admin;

    private final SentOrders sent;
    private final Answers answers;

    /** @param faultsAllowed whether the application may die at any time, so that some requests get no response */
    public Shopper(World world, Person person, long seed, boolean faultsAllowed) {
        this.world = world;
        this.person = person;
        this.random = new Random(seed);
        this.faultsAllowed = faultsAllowed;
        this.customer = person.client();
        this.patient = customer;
        this.admin = world.admin().client();
        this.sent = new SentOrders(world, person, random);
        this.answers = new Answers(world);
    }

    /** Continues with another instance of the application. */
    public void moveTo(Client instance) {
        moveTo(instance, instance);
    }

    /** @param forRepeats the same instance, for requests that may have to wait for the answer to an earlier one */
    public void moveTo(Client instance, Client forRepeats) {
        customer = instance.withToken(person.token());
        patient = forRepeats.withToken(person.token());
        admin = instance.withToken(world.admin().token());
    }

    /** @return false if the application is gone */
    public boolean act() {
        if (sent.unanswered().size() >= PATIENCE) {
            return sent.anyUnanswered()
                    .map(request -> place(request, patient, 1))
                    .orElseThrow();
        }
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> place(sent.next(), customer, 1);
            case 9, 10 -> place(sent.next(), patient, 3);
            case 11, 12 -> repeat();
            case 13 -> reuseKey();
            case 14, 15, 16 -> cancel();
            case 17, 18 -> forward();
            default -> look();
        };
    }

    /**
     * Repeats the requests without a response, with the same keys.
     *
     * @return whether all of them have a response now
     */
    public boolean repeatUnanswered() {
        sent.unanswered().forEach(request -> place(request, patient, 1));
        return sent.unanswered().isEmpty();
    }

    /** Returns how many responses repeated an earlier one. */
    public int replays() {
        return answers.replays();
    }

    private boolean repeat() {
        return sent.any(request -> true)
                .map(request -> place(request, patient, 1))
                .orElse(true);
    }

    /** Sends a request several times in parallel. */
    private boolean place(OrderRequest request, Client client, int times) {
        var wasKept = answers.isKept(request);
        var replies = Parallel.each(times, i -> send(request, client));
        sent.answered(request);
        for (var reply : replies) {
            if (reply.isPresent() && isAnswer(request, reply.get())) {
                answers.check(request, reply.get(), wasKept);
            } else {
                sent.notAnswered(request);
            }
        }
        return replies.stream().allMatch(Optional::isPresent);
    }

    private Optional<Reply> send(OrderRequest request, Client client) {
        return orGone(() -> client.with("Idempotency-Key", request.key()).post("/orders", request.json()));
    }

    /**
     * If faults are allowed, an unexpected 503 leaves the outcome open, and an earlier attempt may still be running.
     */
    private boolean isAnswer(OrderRequest request, Reply reply) {
        return !faultsAllowed
                || reply.status() != 503
                        && !(reply.status() == 409 && reply.problem().equals("request-in-progress"))
                || request.gatewayFails() && reply.problem().equals("payment-unavailable");
    }

    private boolean reuseKey() {
        return sent.any(answers::isKept)
                .map(request -> reuseKey(request.changed()))
                .orElse(true);
    }

    private boolean reuseKey(OrderRequest request) {
        var reply = send(request, patient);
        reply.filter(answer -> isAnswer(request, answer)).ifPresent(answer -> {
            Answers.expect(
                    answer.status() == 422 && answer.problem().equals("idempotency-key-reused"), request, answer);
        });
        return reply.isPresent();
    }

    private boolean cancel() {
        return anyOrder(answers.keptKeys())
                .map(order -> orGone(() -> world.transitions()
                                .attempt(order, "cancel", () -> customer.post("/orders/" + order + "/cancel")))
                        .isPresent())
                .orElse(true);
    }

    /** Ships or delivers any customer's order, as the administrator. */
    private boolean forward() {
        var action = random.nextInt(3) == 0 ? "deliver" : "ship";
        return anyOrder(world.acknowledged().keySet())
                .map(order -> orGone(() -> world.transitions()
                                .attempt(order, action, () -> admin.post("/orders/" + order + "/" + action)))
                        .isPresent())
                .orElse(true);
    }

    private Optional<Long> anyOrder(Set<String> keys) {
        var all = keys.stream().sorted().toList();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(world.acknowledged().get(all.get(random.nextInt(all.size()))));
    }

    private boolean look() {
        var reply = orGone(() -> customer.get("/orders?limit=100"));
        reply.filter(answer -> !faultsAllowed || answer.status() != 503)
                .ifPresent(answer ->
                        assertThat(answer.status()).as(answer.toString()).isEqualTo(200));
        return reply.isPresent();
    }

    private Optional<Reply> orGone(Supplier<Reply> call) {
        try {
            return Optional.of(call.get());
        } catch (UncheckedIOException gone) {
            if (!faultsAllowed) {
                throw gone;
            }
            return Optional.empty();
        }
    }
}
