package dev.polyglotdb.orders;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The keys under which users placed orders, with the answers. The first request of a key claims it before it does anything, so
 * repeats can wait for its answer; the answer is written in the order's own transaction, and only by who holds the claim.
 */
@Repository
@UsesStore(Store.POSTGRES)
class IdempotencyKeys {

    /** Longer than an order can take. If its instance died, a repeat takes the key over after this. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private static final Duration KEPT = Duration.ofHours(24);

    /** A key that one request holds until it has an answer. */
    record Claim(long userId, String key, UUID token) {}

    /** What is known of a key that somebody else has claimed; no answer as long as that request runs. */
    record Entry(String request, @Nullable PlacementResult answer) {}

    private final JdbcClient jdbc;

    IdempotencyKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return the claim, or nothing if the key is in use */
    Optional<Claim> claim(long userId, String key, String request) {
        var claim = new Claim(userId, key, UUID.randomUUID());
        var claimed = jdbc.sql("""
                        insert into idempotency as i (user_id, key, request, claim, expires_at)
                        values (:userId, :key, :request, :claim, now() + make_interval(secs => :seconds))
                        on conflict (user_id, key) do update
                        set request = excluded.request, claim = excluded.claim, expires_at = excluded.expires_at,
                            order_id = null, body = null
                        where i.expires_at < now()""")
                .param("userId", userId)
                .param("key", key)
                .param("request", request)
                .param("claim", claim.token())
                .param("seconds", CLAIM.toSeconds())
                .update();
        return claimed == 1 ? Optional.of(claim) : Optional.empty();
    }

    Optional<Entry> find(long userId, String key) {
        return jdbc.sql("select * from idempotency where user_id = :userId and key = :key and expires_at >= now()")
                .param("userId", userId)
                .param("key", key)
                .query((row, number) -> new Entry(
                        row.getString("request"),
                        row.getObject("order_id") == null
                                ? null
                                : new PlacementResult(row.getLong("order_id"), row.getString("body"), true)))
                .optional();
    }

    /**
     * Keeps the answer for repeats, as part of the transaction that is open.
     *
     * @param claim null if the request has no key, and nothing is to be kept
     * @throws RequestInProgressException if the claim was lost; then the transaction must not commit
     */
    void complete(@Nullable Claim claim, PlacementResult answer) {
        if (claim == null) {
            return;
        }
        var kept = jdbc.sql("""
                                update idempotency
                                set order_id = :orderId, body = :body,
                                    expires_at = now() + make_interval(secs => :seconds)
                                where user_id = :userId and key = :key and claim = :claim and order_id is null""")
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

    /** Leaves the key free again, because nothing was kept. */
    void release(Claim claim) {
        jdbc.sql(
                        "delete from idempotency where user_id = :userId and key = :key and claim = :claim and order_id is null")
                .param("userId", claim.userId())
                .param("key", claim.key())
                .param("claim", claim.token())
                .update();
    }

    /** @return how many keys were forgotten, at most {@code limit} */
    int purge(int limit) {
        return jdbc.sql("""
                        delete from idempotency where ctid = any(array(
                            select ctid from idempotency where expires_at < now()
                            order by expires_at limit :limit for update skip locked))""").param("limit", limit).update();
    }
}
