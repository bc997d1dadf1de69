package dev.polyglotdb.orders.stock;

import dev.polyglotdb.testing.QueryPlans;
import dev.polyglotdb.testing.ShopTest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

@ShopTest
@Transactional
class StockQueryPlanTests {

    private final QueryPlans plans;

    StockQueryPlanTests(NamedParameterJdbcTemplate jdbc) {
        this.plans = new QueryPlans(jdbc);
    }

    static Stream<Arguments> hotQueries() {
        return Stream.of(
                Arguments.of(StockRepository.LOCK, Map.of("ids", new String[] {"a", "b"})),
                Arguments.of(StockRepository.ON_HAND, Map.of("productId", "a")),
                Arguments.of(StockRepository.REMOVE, Map.of("productId", "a")));
    }

    @ParameterizedTest
    @MethodSource("hotQueries")
    void everyHotQueryUsesItsIndex(String query, Map<String, ?> parameters) {
        plans.assertIndexed(query, parameters, "stock_pkey");
    }
}
