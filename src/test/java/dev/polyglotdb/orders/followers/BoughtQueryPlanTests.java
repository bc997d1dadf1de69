package dev.polyglotdb.orders.followers;

import dev.polyglotdb.testing.QueryPlans;
import dev.polyglotdb.testing.ShopTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

@ShopTest
@Transactional
class BoughtQueryPlanTests {

    private final QueryPlans plans;

    BoughtQueryPlanTests(NamedParameterJdbcTemplate jdbc) {
        this.plans = new QueryPlans(jdbc);
    }

    @Test
    void whatAUserBoughtIsFoundByIndexes() {
        plans.haveOrders();

        plans.assertIndexed(
                OrderedProducts.BOUGHT,
                Map.of("userId", 1L, "productIds", new String[] {"a", "b"}),
                "orders_of_user order_items_pkey");
        plans.assertIndexed(
                OrderedProducts.BOUGHT_LATELY,
                Map.of("userId", 1L, "latest", 200, "productIds", new String[] {"a", "b"}),
                "orders_of_user order_items_pkey");
    }
}
