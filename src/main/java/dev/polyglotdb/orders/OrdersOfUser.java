package dev.polyglotdb.orders;

import dev.polyglotdb.platform.outbox.OutboxService;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What belongs to a user in the domain of orders, for the export and the erasure of a person's data. */
@Component
public class OrdersOfUser {

    /**
     * A key under which an answer is kept for repeated requests.
     *
     * @param orderId the order that it led to; null while the request runs
     */
    public record KeptAnswer(String key, @Nullable Long orderId, Instant expiresAt) {}

    private static final OrderFilter ALL = new OrderFilter(null, null, null);

    private final UserOrderRepository userOrderRepository;
    private final OrderQueries queries;
    private final OrderFollowers followers;

    /**
     * Looked up at the first use. The constructor can't take it: the outbox takes all sinks, and the sinks of an
     * erasure take this class.
     */
    private final ObjectProvider<OutboxService> outboxes;

    OrdersOfUser(
            UserOrderRepository userOrderRepository,
            OrderQueries queries,
            OrderFollowers followers,
            ObjectProvider<OutboxService> outboxes) {
        this.userOrderRepository = userOrderRepository;
        this.queries = queries;
        this.followers = followers;
        this.outboxes = outboxes;
    }

    /** Returns the user's next orders, newest first, after the given one or from the newest on. */
    public List<OrderView> page(long userId, @Nullable OrderView after, int limit) {
        return queries.ofUser(userId, ALL, after == null ? null : OrderPosition.of(after), limit);
    }

    /** Returns the next of the user's idempotency keys, in their order. */
    public List<KeptAnswer> keptAnswers(long userId, String after, int limit) {
        return userOrderRepository.keys(userId, after, limit);
    }

    /**
     * Adds, as part of the current transaction, outbox entries to bring every follower in line with each of the user's
     * orders, however often that fails. Once the account has gone, that means to forget them.
     */
    public void forgetAll(long userId) {
        var ids = userOrderRepository.followed(userId);
        if (!ids.isEmpty()) {
            outboxes.getObject().addInsistent(ids, followers.names());
        }
    }

    /**
     * Returns the ids of the stores that have not forgotten all of the user's orders yet. What was added before the
     * user left does not count, because it may have been given up.
     */
    public Set<String> remembering(long userId) {
        return userOrderRepository.insistentSinks(userId).stream()
                .map(followers::store)
                .collect(Collectors.toSet());
    }

    /**
     * Deletes kept answers.
     *
     * @return the number of deleted ones, at most {@code limit}
     */
    public int forgetAnswers(long userId, int limit) {
        return userOrderRepository.deleteKeys(userId, limit);
    }
}
