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
                Arguments.of(StockRepository.LOCK, Map.of("ids", new String[] {"a", "b"}), "stock_pkey"),
                Arguments.of(
                        StockRepository.TAKE,
                        Map.of("orderId", 1L, "ids", new String[] {"a", "b"}, "quantities", new Integer[] {1, 2}),
                        "stock_pkey"),
                Arguments.of(StockRepository.TAKEN, Map.of("orderId", 1L), "stock_takings_pkey"),
                Arguments.of(StockRepository.RESTORE, Map.of("orderId", 1L), "stock_takings_pkey stock_pkey"),
                Arguments.of(StockRepository.FORGET, Map.of("orderId", 1L), "stock_takings_pkey"),
                Arguments.of(StockRepository.ON_HAND, Map.of("productId", "a"), "stock_pkey"),
                Arguments.of(StockRepository.REMOVE, Map.of("productId", "a"), "stock_pkey"));
    }

    @ParameterizedTest
    @MethodSource("hotQueries")
    void everyHotQueryUsesItsIndex(String query, Map<String, ?> parameters, String indexes) {
        plans.assertIndexed(query, parameters, indexes);
    }
}
