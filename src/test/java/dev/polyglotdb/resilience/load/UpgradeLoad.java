package dev.polyglotdb.resilience.load;

import dev.polyglotdb.resilience.Phases;
import dev.polyglotdb.testing.Client;
import dev.polyglotdb.testing.Meanwhile;
import dev.polyglotdb.testing.Person;
import dev.polyglotdb.testing.Reply;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** What visitors do beside the orders: each request must succeed, whichever version answers it. */
final class UpgradeLoad implements AutoCloseable {

    private final Client visitor;
    private final List<String> products;
    private final Phases phases;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Meanwhile visit;

    /** @param visitor a customer who is logged in */
    UpgradeLoad(Client visitor, List<String> products, Phases phases) {
        this.visitor = visitor;
        this.products = List.copyOf(products);
        this.phases = phases;
        this.visit = Meanwhile.repeat(this::visit);
    }

    private void visit() {
        for (var product : products) {
            must(200, () -> visitor.get("/products/" + product));
            must(200, () -> visitor.get("/auth/session"));
            must(201, () -> visitor.post("/activity", """
                    {"type": "VIEW", "productId": "%s"}""".formatted(product)));
            must(201, () -> visitor.post("/orders", Person.order(product, 1)));
            nextPage("/orders?limit=2");
            nextPage("/activity?limit=2");
            nextPage("/products?limit=2&sort=price");
        }
    }

    /** Follows a cursor, which another version may have handed out. */
    private void nextPage(String list) {
        var page = must(200, () -> visitor.get(list));
        if (page.status() == 200 && page.at("/nextCursor").isString()) {
            must(200, () -> visitor.get(list + "&cursor=" + page.text("/nextCursor")));
        }
    }

    private Reply must(int status, Supplier<Reply> request) {
        var begin = System.nanoTime();
        var reply = request.get();
        phases.add(System.nanoTime() - begin);
        if (reply.status() != status) {
            failures.add(reply.toString());
        }
        return reply;
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        visit.close();
    }
}
