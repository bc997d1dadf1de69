package dev.polyglotdb.orders;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores the idempotency keys of users' orders, with the answers. */
@Repository
@UsesStore(Store.POSTGRES)
class IdempotencyKeys {

    /**
     * How long a claim is valid. This is longer than placing any order can take. If the instance dies, a repeated
     * request can take over the key after this time.
     */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private static final Duration KEPT = Duration.ofHours(24);

    /** Leaves a key that has an answer: a request may fail although its transaction was committed. */
    static final String RELEASE = """
            delete from idempotency
            where user_id = :userId and key = :key and claim = :claim and order_id is null""";

    static final String COMPLETE = """
            update idempotency
            set order_id = :orderId, body = :body, expires_at = now() + make_interval(secs => :seconds)
            where user_id = :userId and key = :key and claim = :claim and order_id is null""";

    static final String PURGE = """
            delete from idempotency where ctid = any(array(
                select ctid from idempotency where expires_at < now()
                order by expires_at limit :limit for update skip locked))""";

    /** A key that another request has claimed. The answer is null while that request is still running. */
    record Entry(String requestHash, Idempotency.@Nullable Answer answer) {}

    static final String FIND =
            "select * from idempotency where user_id = :userId and key = :key and expires_at >= now()";

    private final JdbcClient jdbc;

    IdempotencyKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return the claim, or empty if the key is in use */
    Optional<Idempotency.Claim> claim(long userId, String key, String requestHash) {
        var claim = new Idempotency.Claim(userId, key, UUID.randomUUID());
        var claimed = jdbc.sql("""
                        insert into idempotency as i (user_id, key, request, claim, expires_at)
                        values (:userId, :key, :requestHash, :claim, now() + make_interval(secs => :seconds))
                        on conflict (user_id, key) do update
                        set request = excluded.request, claim = excluded.claim, expires_at = excluded.expires_at,
                            order_id = null, body = null
                        where i.expires_at < now()""")
                .param("userId", userId)
                .param("key", key)
                .param("requestHash", requestHash)
                .param("claim", claim.token())
                .param("seconds", CLAIM.toSeconds())
                .update();
        return claimed == 1 ? Optional.of(claim) : Optional.empty();
    }

    Optional<Entry> find(long userId, String key) {
        return jdbc.sql(FIND)
                .param("userId", userId)
                .param("key", key)
                .query((row, number) -> new Entry(
                        row.getString("request"),
                        row.getObject("order_id") == null
                                ? null
                                : new Idempotency.Answer(row.getLong("order_id"), row.getString("body"), true)))
                .optional();
    }

    /**
     * Stores the answer for repeated requests, as part of the current transaction.
     *
     * @throws RequestInProgressException if the claim was lost; the transaction must then not commit
     */
    void complete(Idempotency.Claim claim, Idempotency.Answer answer) {
        var kept = jdbc.sql(COMPLETE)
                .param("orderId", answer.orderId())
                .param("body", answer.body())
                .param("seconds", KEPT.toSeconds())
                .param("userId", claim.userId())
                .param("key", claim.key())
                .param("claim", claim.token())
                .update();
        if (kept != 1) {
            throw new RequestInProgressException();
        }
    }

    /** Releases the key of a request that failed, unless it has stored an answer. */
    void release(Idempotency.Claim claim) {
        jdbc.sql(RELEASE)
                .param("userId", claim.userId())
                .param("key", claim.key())
                .param("claim", claim.token())
                .update();
    }

    /**
     * Deletes expired keys.
     *
     * @return the number of deleted keys, at most {@code limit}
     */
    int purge(int limit) {
        return jdbc.sql(PURGE).param("limit", limit).update();
    }
}
