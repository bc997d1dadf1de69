package dev.polyglotdb.users;

import dev.polyglotdb.testing.QueryPlans;
import dev.polyglotdb.testing.ShopTest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

@ShopTest
@Transactional
class UserQueryPlanTests {

    private final QueryPlans plans;

    UserQueryPlanTests(NamedParameterJdbcTemplate jdbc) {
        this.plans = new QueryPlans(jdbc);
    }

    static Stream<Arguments> hotQueries() {
        return Stream.of(
                Arguments.of(UserRepository.BY_ID, Map.of("id", 1L), "users_pkey"),
                Arguments.of(
                        UserRepository.BY_EMAIL, Map.of("emails", new String[] {"a@b", "a@b."}), "users_email_key"));
    }

    @ParameterizedTest
    @MethodSource("hotQueries")
    void everyHotQueryUsesItsIndex(String query, Map<String, ?> parameters, String indexes) {
        plans.assertIndexed(query, parameters, indexes);
    }

    @Test
    void administratorsAreFoundAmongThemselves() {
        plans.assertReadFrom("users_administrators", UserRepository.ADMINISTRATORS);
    }
}
