package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.platform.stores.Store;
import dev.polyglotdb.platform.stores.UsesStore;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What an administrator sees of the outbox, and another try for what was given up. */
@Repository
@UsesStore(Store.POSTGRES)
class OutboxAdministration {

    private final JdbcClient jdbc;

    OutboxAdministration(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    OutboxStatus status() {
        var failures = jdbc.sql("""
                        select id, order_id, sink as target, attempts, last_error from outbox
                        where failed order by id limit :limit""")
                .param("limit", OutboxStatus.MAX_FAILURES)
                .query(OutboxStatus.Failure.class)
                .list();
        return jdbc.sql("""
                        select count(*) filter (where not failed) as pending, count(*) filter (where failed) as failed,
                               (extract(epoch from now() - min(created_at) filter (where not failed)) * 1000)::bigint
                                   as age
                        from outbox""")
                .query((row, number) -> new OutboxStatus(
                        row.getLong("pending"), row.getLong("failed"), row.getObject("age", Long.class), failures))
                .single();
    }

    /**
     * Makes all failed rows due again and resets their attempts.
     *
     * @return the sinks of these rows
     */
    List<String> retry() {
        return jdbc.sql("""
                        with retried as (
                            update outbox set failed = false, attempts = 0, postponed_since = null, due_at = now()
                            where failed returning sink)
                        select distinct sink from retried""").query(String.class).list();
    }
}
