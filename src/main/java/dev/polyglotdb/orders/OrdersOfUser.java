package dev.polyglotdb.orders;

import dev.polyglotdb.platform.outbox.OutboxService;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What belongs to a user in the domain of orders, for whoever gives it to the user or erases it. */
@Component
@UsesStore(Store.POSTGRES)
public class OrdersOfUser {

    /**
     * A key under which an answer is kept for repeated requests.
     *
     * @param orderId the order that it led to; null while the request runs
     */
    public record KeptAnswer(String key, @Nullable Long orderId, Instant expiresAt) {}

    private static final OrderFilter ALL = new OrderFilter(null, null, null);

    static final String KEYS = """
            select key, order_id, expires_at from idempotency
            where user_id = :userId and key > :after order by key limit :limit""";

    static final String FORGET = """
            delete from idempotency where ctid = any(array(
                select ctid from idempotency where user_id = :userId limit :limit))""";

    static final String FOLLOWED = "select id from orders where user_id = :userId and status <> 'PAYMENT_FAILED'";

    static final String UNKEPT = """
            select distinct sink from outbox
            where insistent and order_id in (select id from orders where user_id = :userId)""";

    private final JdbcClient jdbc;
    private final OrderQueries queries;
    private final OrderFollowers followers;

    /** Later, because the outbox knows the sinks, some of which need this class. */
    private final ObjectProvider<OutboxService> outboxes;

    OrdersOfUser(
            JdbcClient jdbc, OrderQueries queries, OrderFollowers followers, ObjectProvider<OutboxService> outboxes) {
        this.jdbc = jdbc;
        this.queries = queries;
        this.followers = followers;
        this.outboxes = outboxes;
    }

    /** Returns the user's next orders, newest first, after the given one or from the newest on. */
    public List<OrderView> page(long userId, @Nullable OrderView after, int limit) {
        return after == null
                ? queries.ofUser(userId, ALL, null, Long.MAX_VALUE, limit)
                : queries.ofUser(userId, ALL, after.createdAt(), after.id(), limit);
    }

    /** Returns the next of the user's idempotency keys, in their order. */
    public List<KeptAnswer> keptAnswers(long userId, String after, int limit) {
        return jdbc.sql(KEYS)
                .param("userId", userId)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new KeptAnswer(
                        row.getString("key"),
                        (Long) row.getObject("order_id"),
                        Objects.requireNonNull(row.getObject("expires_at", OffsetDateTime.class))
                                .toInstant()))
                .list();
    }

    /**
     * Promises, as part of the current transaction, that every follower will be brought in line with each of the user's
     * orders, however often it fails. Once the account has gone, that means to forget them.
     */
    public void forgetAll(long userId) {
        var ids = jdbc.sql(FOLLOWED).param("userId", userId).query(Long.class).list();
        if (!ids.isEmpty()) {
            outboxes.getObject().insist(ids, followers.names());
        }
    }

    /**
     * Returns the ids of the stores that have not forgotten all of the user's orders yet. What was promised before the
     * user left does not count, because it may have been given up.
     */
    public Set<String> remembering(long userId) {
        return jdbc.sql(UNKEPT).param("userId", userId).query(String.class).list().stream()
                .map(followers::store)
                .collect(Collectors.toSet());
    }

    /**
     * Deletes kept answers.
     *
     * @return the number of deleted ones, at most {@code limit}
     */
    public int forgetAnswers(long userId, int limit) {
        return jdbc.sql(FORGET).param("userId", userId).param("limit", limit).update();
    }
}
