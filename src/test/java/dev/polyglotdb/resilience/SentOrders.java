package dev.polyglotdb.resilience;

import dev.polyglotdb.testing.Person;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** The order requests that a shopper has sent, and those to which no response has come. */
final class SentOrders {

    private static final List<String> PAYMENTS = List.of(
            "tok_visa",
            "tok_visa",
            "tok_visa",
            "tok_visa",
            "tok_visa",
            "invoice",
            "invoice",
            "invoice",
            "tok_declined",
            "tok_error");

    private final World world;
    private final Person person;
    private final Random random;
    private final List<OrderRequest> all = new ArrayList<>();
    private final Set<OrderRequest> unanswered = new LinkedHashSet<>();

    SentOrders(World world, Person person, Random random) {
        this.world = world;
        this.person = person;
        this.random = random;
    }

    /** Makes a request for another order. */
    OrderRequest next() {
        var payment = PAYMENTS.get(random.nextInt(PAYMENTS.size()));
        var request = OrderRequest.random("%d-%d".formatted(person.id(), all.size()), world, random, payment);
        all.add(request);
        return request;
    }

    Optional<OrderRequest> any(Predicate<OrderRequest> condition) {
        return any(all.stream().filter(condition).toList());
    }

    Optional<OrderRequest> anyUnanswered() {
        return any(unanswered());
    }

    private Optional<OrderRequest> any(List<OrderRequest> some) {
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get(random.nextInt(some.size())));
    }

    List<OrderRequest> unanswered() {
        return List.copyOf(unanswered);
    }

    void answered(OrderRequest request) {
        unanswered.remove(request);
    }

    void notAnswered(OrderRequest request) {
        unanswered.add(request);
    }
}
