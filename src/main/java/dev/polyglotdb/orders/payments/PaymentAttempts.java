package dev.polyglotdb.orders.payments;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stores the references under which the gateway may hold money without an order. A reference is inserted before the
 * gateway is called, and deleted by the transaction that stores the order. The references that remain belong to no
 * order, and {@link PaymentSweep} releases their money.
 */
@Repository
@UsesStore(Store.POSTGRES)
class PaymentAttempts {

    static final String END = "delete from payment_attempts where reference = :reference and not abandoned";

    static final String ABANDON = """
            update payment_attempts set abandoned = true
            where reference = any(array(
                select reference from payment_attempts
                where created_at < now() - make_interval(secs => :ageSeconds)
                order by created_at
                limit :limit
                for update skip locked))
            returning reference""";

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

    /**
     * Ends an attempt, because an order takes it over.
     *
     * @return false if the attempt was abandoned; the order must then not be stored
     */
    boolean end(UUID reference) {
        return jdbc.sql(END).param("reference", reference).update() == 1;
    }

    /**
     * Marks up to {@code limit} attempts of at least this age as abandoned. Skips attempts that an order is taking over
     * at the same time.
     */
    List<UUID> abandon(Duration age, int limit) {
        return jdbc.sql(ABANDON)
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
