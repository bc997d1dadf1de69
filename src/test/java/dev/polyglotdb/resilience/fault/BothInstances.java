package dev.polyglotdb.resilience.fault;

import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.resilience.OrderRequest;
import dev.polyglotdb.resilience.World;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The application of the test and another instance, which take turns.
 *
 * @param other the instance in another process
 */
record BothInstances(Instance other) {

    static boolean cancel(World world, Client client, long order) {
        return world.transitions()
                        .attempt(order, "cancel", () -> client.post("/orders/" + order + "/cancel"))
                        .status()
                == 200;
    }

    Reply place(World world, Person person, OrderRequest request, int number) {
        var reply = at(number, person)
                .with("Idempotency-Key", request.key() + "-" + person.id())
                .post("/orders", request.json());
        if (reply.status() == 201) {
            world.acknowledge(request.key() + "-" + person.id(), reply.number("/id"));
        }
        return reply;
    }

    /**
     * An administrator cancels an order twice and ships it twice, all at once, either at both instances.
     *
     * @return the statuses: of both that cancel, then of both that ship
     */
    List<Integer> cancelAndShip(World world, long order, int number) {
        return Parallel.each(4, n -> {
                    var action = n < 2 ? "cancel" : "ship";
                    var client = at(n + number, world.admin());
                    return world.transitions()
                            .attempt(order, action, () -> client.post("/orders/%d/%s".formatted(order, action)));
                })
                .stream()
                .map(Reply::status)
                .toList();
    }

    /** Even numbers use one instance, odd numbers the other. */
    Client at(int number, Person person) {
        return number % 2 == 0 ? person.client() : other.client().withToken(person.token());
    }

    static Map<String, Integer> items(World world, int quantity) {
        return world.products().stream().collect(Collectors.toMap(product -> product, product -> quantity));
    }
}
