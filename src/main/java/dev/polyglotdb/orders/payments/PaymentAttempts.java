package dev.polyglotdb.orders.payments;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The references under which the gateway may hold money without an order. One is noted before the gateway is asked and goes in
 * the transaction that makes the order; whatever is left was not followed by an order and is released by {@link PaymentSweep}.
 */
@Repository
@UsesStore(Store.POSTGRES)
class PaymentAttempts {

    private final JdbcClient jdbc;

    PaymentAttempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    UUID begin() {
        var reference = UUID.randomUUID();
        jdbc.sql("insert into payment_attempts (reference) values (:reference)")
                .param("reference", reference)
                .update();
        return reference;
    }

    /** @return false if it was abandoned; then no order may be made of it */
    boolean end(UUID reference) {
        return jdbc.sql("delete from payment_attempts where reference = :reference and not abandoned")
                        .param("reference", reference)
                        .update()
                == 1;
    }

    /** Marks up to {@code limit} attempts of this age as abandoned; none whose order is just being made. */
    List<UUID> abandon(Duration age, int limit) {
        return jdbc.sql("""
                        update payment_attempts set abandoned = true
                        where reference = any(array(
                            select reference from payment_attempts
                            where created_at < now() - make_interval(secs => :ageSeconds)
                            order by created_at
                            limit :limit
                            for update skip locked))
                        returning reference""")
                .param("ageSeconds", age.toMillis() / 1000.0)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    void forget(UUID reference) {
        jdbc.sql("delete from payment_attempts where reference = :reference")
                .param("reference", reference)
                .update();
    }
}
