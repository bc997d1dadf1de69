package dev.polyglotdb.orders;

import dev.polyglotdb.orders.OrdersOfUser.KeptAnswer;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds and deletes the rows of one user in the domain of orders. */
@Repository
@UsesStore(Store.POSTGRES)
class UserOrderRepository {

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

    UserOrderRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the next of the user's idempotency keys, in their order. */
    List<KeptAnswer> keys(long userId, String after, int limit) {
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
     * Deletes idempotency keys of the user.
     *
     * @return the number of deleted ones, at most {@code limit}
     */
    int deleteKeys(long userId, int limit) {
        return jdbc.sql(FORGET).param("userId", userId).param("limit", limit).update();
    }

    /** Returns the ids of the user's orders that stores follow. */
    List<Long> followed(long userId) {
        return jdbc.sql(FOLLOWED).param("userId", userId).query(Long.class).list();
    }

    /** Returns the sinks that still have an insistent entry for an order of the user. */
    List<String> insistentSinks(long userId) {
        return jdbc.sql(UNKEPT).param("userId", userId).query(String.class).list();
    }
}
