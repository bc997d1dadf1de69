package dev.polyglotdb.orders;

import dev.polyglotdb.platform.outbox.OutboxEntries;
import dev.polyglotdb.platform.web.Caller;
import dev.polyglotdb.platform.web.Page;
import dev.polyglotdb.platform.web.PageRequest;
import dev.polyglotdb.platform.web.ProblemException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Looks up orders for users who may see them, and adds the progress of the followers to each order. */
@Service
class OrderLookup {

    private final OrderQueries queries;
    private final OutboxEntries outboxEntries;
    private final OrderFollowers followers;

    OrderLookup(OrderQueries queries, OutboxEntries outboxEntries, OrderFollowers followers) {
        this.queries = queries;
        this.outboxEntries = outboxEntries;
        this.followers = followers;
    }

    /**
     * @throws ProblemException (404) if the order does not exist, or belongs to another user and the caller is not
     *     an administrator
     */
    OrderView get(long id, Caller caller) {
        return withProjections(List.of(visible(id, caller).view())).get(0);
    }

    /** @throws ProblemException (404) under the same conditions as {@link #get} */
    void requireVisible(long id, Caller caller) {
        visible(id, caller);
    }

    /** @throws ProblemException (404) under the same conditions as {@link #get} */
    OrderState visible(long id, Caller caller) {
        return queries.find(List.of(id)).stream()
                .filter(order -> order.view().userId() == caller.userId() || caller.isAdmin())
                .findFirst()
                .orElseThrow(OrderLookup::notFound);
    }

    /** Returns a page of a user's orders, newest first. */
    Page<OrderView> ofUser(long userId, OrderFilter filter, PageRequest request) {
        var cursor = request.cursor();
        var after = cursor == null ? null : OrderPosition.read(cursor);
        var found = queries.ofUser(userId, filter, after, request.oneMoreThanLimit());
        return Page.of(
                withProjections(found),
                request.limit(),
                order -> OrderPosition.of(order).toCursor());
    }

    private List<OrderView> withProjections(List<OrderView> found) {
        var unapplied = outboxEntries.progress(found.stream().map(OrderView::id).toList());
        return found.stream()
                .map(order -> order.with(followers.progress(unapplied.getOrDefault(order.id(), Map.of()))))
                .toList();
    }

    static ProblemException notFound() {
        return ProblemException.notFound("order with this id");
    }
}
