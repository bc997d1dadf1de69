package dev.polyglotdb.orders.payments;

import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The records of the simulated gateway, in a table of its own and outside the transactions of orders. */
@Repository
@UsesStore(Store.POSTGRES)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class SimulatedGatewayRecords {

    static final String CAPTURE = """
            update simulated_gateway set status = 'CAPTURED'
            where reference = any(:references) and status = 'AUTHORIZED'""";

    /** Inserts the row if it does not exist, so that a late authorization is refused. */
    private static final String RELEASE = """
            insert into simulated_gateway (reference, status) values (:reference, 'RELEASED')
            on conflict (reference) do update set status = 'RELEASED'""";

    private final JdbcClient jdbc;

    SimulatedGatewayRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false if the payment was released before it was authorized */
    boolean authorize(UUID reference, Money amount) {
        return jdbc.sql("""
                        insert into simulated_gateway (reference, status, amount, currency)
                        values (:reference, 'AUTHORIZED', :amount, :currency)
                        on conflict (reference) do update set reference = excluded.reference
                        returning status <> 'RELEASED'""")
                .param("reference", reference)
                .param("amount", amount.amount())
                .param("currency", amount.currency())
                .query(Boolean.class)
                .single();
    }

    void capture(Collection<UUID> references) {
        jdbc.sql(CAPTURE).param("references", references.toArray(UUID[]::new)).update();
    }

    void release(UUID reference) {
        jdbc.sql(RELEASE).param("reference", reference).update();
    }
}
