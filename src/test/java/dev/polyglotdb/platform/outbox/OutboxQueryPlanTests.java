package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.testing.QueryPlans;
import dev.polyglotdb.testing.ShopTest;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

@ShopTest
@Transactional
class OutboxQueryPlanTests {

    private static final Map<String, ?> CLAIM = Map.of(
            "sink", "activity", "lease", new UUID(0, 0), "leaseSeconds", 60.0, "limit", 64, "lingerSeconds", 0.05);

    private static final Map<String, ?> GIVE_BACK = Map.of("sink", "activity", "lease", new UUID(0, 0));

    private final QueryPlans plans;

    OutboxQueryPlanTests(NamedParameterJdbcTemplate jdbc) {
        this.plans = new QueryPlans(jdbc);
    }

    static Stream<Arguments> hotQueries() {
        return Stream.of(
                Arguments.of(ClaimStatement.ANY_TIME, CLAIM, "outbox_due outbox_pkey"),
                Arguments.of(ClaimStatement.IN_TURN, CLAIM, "outbox_due outbox_pkey"),
                Arguments.of(
                        OutboxRepository.DUE,
                        Map.of("sinks", new String[] {"activity", "recommend"}, "seconds", 4),
                        "outbox_due"),
                Arguments.of(OutboxRepository.GIVE_BACK, GIVE_BACK, "outbox_due"),
                Arguments.of(
                        OutboxRepository.COMPLETE,
                        Map.of("ids", new Long[] {1L, 2L}, "lease", new UUID(0, 0), "leaseSeconds", 60.0),
                        "outbox_pkey"),
                Arguments.of(
                        OutboxRepository.POSTPONE,
                        Map.of(
                                "ids",
                                new Long[] {1L, 2L},
                                "lease",
                                new UUID(0, 0),
                                "reason",
                                "away",
                                "limitSeconds",
                                60.0,
                                "firstSeconds",
                                1.0,
                                "maxSeconds",
                                60.0),
                        "outbox_pkey"),
                Arguments.of(OutboxEntries.APPLIED, Map.of("subjectIds", new Long[] {1L, 2L}), "outbox_settled_pkey"),
                Arguments.of(OutboxEntries.UNAPPLIED, Map.of("subjectIds", new Long[] {1L, 2L}), "outbox_order"),
                Arguments.of(OutboxEntries.RETRY, Map.of("after", 0L, "limit", 1000), "outbox_pkey"),
                Arguments.of(OutboxEntries.PURGE, Map.of("limit", 1000), "outbox_settled_by_age"));
    }

    @ParameterizedTest
    @MethodSource("hotQueries")
    void everyHotQueryUsesItsIndex(String query, Map<String, ?> parameters, String indexes) {
        plans.assertIndexed(query, parameters, indexes);
    }

    @Test
    void neitherWhatIsNotDueNorWhatIsNotHeldIsReadInVain() {
        plans.assertFoundBy("due_at", ClaimStatement.ANY_TIME, CLAIM);
        plans.assertFoundBy("due_at", ClaimStatement.IN_TURN, CLAIM);
        plans.assertFoundBy("due_at", OutboxRepository.GIVE_BACK, GIVE_BACK);
    }
}
