package dev.polyglotdb.orders.payments;

import dev.polyglotdb.testing.QueryPlans;
import dev.polyglotdb.testing.ShopTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

@ShopTest
@Transactional
class PaymentQueryPlanTests {

    private final QueryPlans plans;

    PaymentQueryPlanTests(NamedParameterJdbcTemplate jdbc) {
        this.plans = new QueryPlans(jdbc);
    }

    @Test
    void whatIsAbandonedIsFoundByItsAge() {
        plans.assertIndexed(
                PaymentAttempts.ABANDON,
                Map.of("ageSeconds", 60.0, "limit", 1000),
                "payment_attempts_by_age payment_attempts_pkey");
    }

    @Test
    void whatIsCapturedIsFoundByItsIndex() {
        plans.assertIndexed(
                SimulatedGatewayRecords.CAPTURE,
                Map.of("references", new UUID[] {new UUID(0, 0), new UUID(0, 1)}),
                "simulated_gateway_pkey");
    }

    @Test
    void anAttemptIsEndedByItsIndex() {
        plans.assertIndexed(PaymentAttempts.END, Map.of("reference", new UUID(0, 0)), "payment_attempts_pkey");
    }
}
