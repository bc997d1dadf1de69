package dev.polyglotdb.platform.outbox;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * PostgreSQL caches the plan of a statement that is executed often. The outbox is almost always empty, but it is huge
 * after an outage. A plan that was cached for the empty table would then scan the whole table.
 */
final class FreshPlans {

    private FreshPlans() {}

    /** Turns off cached plans until the end of the transaction. */
    static void use(JdbcClient jdbc) {
        jdbc.sql("select set_config('plan_cache_mode', 'force_custom_plan', true)")
                .query(String.class)
                .single();
    }
}
