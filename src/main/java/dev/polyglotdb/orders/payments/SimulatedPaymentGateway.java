package dev.polyglotdb.orders.payments;

import dev.polyglotdb.platform.admission.Admission;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.TimeBudget;
import dev.polyglotdb.platform.stores.UsesStore;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A simulated payment gateway for development. The card token determines how it behaves. It keeps its records in a
 * table of its own and writes them outside the transactions of orders, as a remote gateway would. So a crash leaves the
 * same inconsistencies as with a real gateway.
 */
@Component
@UsesStore(Store.POSTGRES)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
class SimulatedPaymentGateway implements PaymentGateway {

    private static final long SLOW_SECONDS = 1;

    private static final String CAPTURE = """
            update simulated_gateway set status = 'CAPTURED'
            where reference = any(:references) and status = 'AUTHORIZED'""";

    /** Inserts the row if it does not exist, so that a late authorization is refused. */
    private static final String RELEASE = """
            insert into simulated_gateway (reference, status) values (:reference, 'RELEASED')
            on conflict (reference) do update set status = 'RELEASED'""";

    private final JdbcClient jdbc;

    SimulatedPaymentGateway(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Authorization authorize(UUID reference, Money amount, String token) {
        switch (token) {
            case "tok_error" -> throw new PaymentUnavailableException();
            case "tok_slow" -> Admission.aside(SimulatedPaymentGateway::think);
            case "tok_visa" -> {}
            default -> {
                return Authorization.DECLINED;
            }
        }
        return hold(reference, amount) ? Authorization.APPROVED : Authorization.DECLINED;
    }

    @Override
    public void capture(Collection<UUID> references) {
        jdbc.sql(CAPTURE).param("references", references.toArray(UUID[]::new)).update();
    }

    @Override
    public void release(UUID reference) {
        jdbc.sql(RELEASE).param("reference", reference).update();
    }

    /** @return false if the payment was released before it was authorized */
    private boolean hold(UUID reference, Money amount) {
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

    private static boolean think() {
        try {
            new CountDownLatch(1).await(SLOW_SECONDS, TimeUnit.SECONDS);
            TimeBudget.renew();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PaymentUnavailableException();
        }
    }
}
