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
    void anAttemptIsEndedByItsIndex() {
        plans.assertIndexed(PaymentAttempts.END, Map.of("reference", new UUID(0, 0)), "payment_attempts_pkey");
    }
}
