package dev.polyglotdb.engines.faults;

import dev.polyglotdb.engines.DevelopmentRelays;
import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.time.Instant;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Holds what the steady traffic was told against what PostgreSQL has. */
@Component
@Profile(DevelopmentRelays.PROFILE)
@UsesStore(Store.POSTGRES)
class TrafficLedger {

    /**
     * The ledger.
     *
     * @param acknowledged orders that were answered with 201
     * @param refused answers that were none
     * @param lost acknowledged orders that are not there
     * @param doubled orders of the last 23 hours that no key led to; keys are kept for a day
     * @param waiting outbox entries of these orders that are not applied yet
     */
    record Entries(long acknowledged, long refused, long lost, long doubled, long waiting, Instant checkedAt) {}

    private final SteadyTraffic traffic;
    private final JdbcClient jdbc;

    TrafficLedger(SteadyTraffic traffic, JdbcClient jdbc) {
        this.traffic = traffic;
        this.jdbc = jdbc;
    }

    Entries count() {
        var acknowledged = traffic.acknowledged();
        var ids = acknowledged.values().toArray(Long[]::new);
        return jdbc.sql("""
                        select (select count(*) from unnest(:ids::bigint[]) a (id)
                                where not exists (select from orders o where o.id = a.id)) as lost,
                               (select count(*) from orders o
                                where o.user_id = :user and o.created_at > now() - interval '23 hours' and not exists (
                                   select from idempotency i where i.user_id = :user and i.order_id = o.id)) as doubled,
                               (select count(*) from outbox where order_id in (
                                   select id from orders where user_id = :user)) as waiting""")
                .param("ids", ids)
                .param("user", traffic.userId())
                .query((row, number) -> new Entries(
                        ids.length,
                        traffic.refused(),
                        row.getLong("lost"),
                        row.getLong("doubled"),
                        row.getLong("waiting"),
                        Instant.now()))
                .single();
    }
}
