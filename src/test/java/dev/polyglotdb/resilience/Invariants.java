package dev.polyglotdb.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.outbox.OutboxPatience;
import dev.polyglotdb.testing.PatientSql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.neo4j.driver.Driver;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** The invariants of a world once no request is running any more, whatever happened before. */
public final class Invariants {

    /** The time to work off what is due, on a busy machine. */
    private static final Duration WORK = Duration.ofSeconds(10);

    /**
     * The violations.
     *
     * @param lost orders that were acknowledged but do not exist
     * @param doubled orders that belong to no key
     * @param differences all other violations: within PostgreSQL, between the stores, and against responses to
     *     clients
     */
    public record Findings(int orders, List<String> lost, List<String> doubled, List<String> differences) {

        public static Findings nothingWrongWith(int orders) {
            return new Findings(orders, List.of(), List.of(), List.of());
        }

        public List<String> all() {
            var all = new ArrayList<>(lost);
            all.addAll(doubled);
            all.addAll(differences);
            return all;
        }
    }

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Followers followers;
    private final ScheduledTaskHolder tasks;
    private final Duration patience;

    public Invariants(ApplicationContext context) {
        jdbc = PatientSql.of(context);
        ledger = new Ledger(jdbc);
        followers = new Followers(context.getBean(Driver.class));
        tasks = context.getBean(ScheduledTaskHolder.class);
        patience = OutboxPatience.of(context).plus(WORK);
    }

    /** Fails if an invariant is violated. */
    public void hold(World world) {
        assertThat(find(world).all()).isEmpty();
    }

    /** Waits until the system has settled, and returns the violations that remain. */
    public Findings find(World world) {
        settle(world);
        var orders = ledger.entries(world);
        var differences = new ArrayList<>(ledger.contradictions(world));
        differences.addAll(world.transitions().contradictions(orders));
        differences.addAll(followers.differences(world, orders));
        return new Findings(orders.size(), ledger.lost(world), ledger.doubled(world), differences);
    }

    /**
     * Waits as long as a lease may hold a row back. The sweep is repeated, because it postpones what it cannot release,
     * and because a request that outlived its client may begin a payment after the first sweep. The key of a request
     * whose time was over is released after its answer.
     */
    private void settle(World world) {
        await("what other stores have not got, payments without an order, and keys without an answer")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(20))
                .failFast(() -> assertThat(givenUp(world)).isEmpty())
                .untilAsserted(() -> {
                    sweep();
                    assertThat(unsettled(world)).isEmpty();
                });
    }

    /** Releases every payment attempt without an order immediately. */
    public void sweep() {
        agePaymentAttempts();
        tasks.getScheduledTasks().stream()
                .map(task -> task.getTask())
                .filter(task -> task.toString().contains("PaymentSweep"))
                .forEach(task -> task.getRunnable().run());
    }

    /** Makes the attempts of failed requests old enough for the sweep. */
    public void agePaymentAttempts() {
        jdbc.sql("update payment_attempts set created_at = created_at - interval '2 min'")
                .update();
    }

    /** Releases the keys of failed requests immediately. Otherwise their claims would expire after 30 s. */
    public void expireClaims(World world) {
        jdbc.sql(
                        "update idempotency set expires_at = now() - interval '1 s' where user_id = any(:users) and order_id is null")
                .param("users", world.userIds())
                .update();
    }

    /** Returns the number of outbox entries of these orders. */
    public long pending(World world) {
        return jdbc.sql("select count(*) from outbox join orders o on o.id = order_id where o.user_id = any(:users)")
                .param("users", world.userIds())
                .query(Long.class)
                .single();
    }

    /** Returns what nobody will try again. */
    private List<String> givenUp(World world) {
        return jdbc.sql("""
                        select format('outbox entry %s: order %s to %s after %s attempts: %s', b.id, order_id, sink, attempts, last_error)
                        from outbox b join orders o on o.id = order_id where failed and o.user_id = any(:users)""").param("users", world.userIds()).query(String.class).list();
    }

    /** Returns what is still to be done, by name and count. */
    private List<String> unsettled(World world) {
        return jdbc.sql("""
                        select format('%s entries of %s are %s, due within %s s, after at most %s attempts: %s',
                            count(*), sink, case when lease is null then 'waiting' else 'claimed' end,
                            ceil(extract(epoch from max(due_at) - now())), max(attempts), string_agg(distinct last_error, '; '))
                        from outbox join orders o on o.id = order_id where o.user_id = any(:users)
                        group by sink, lease is null
                        union all
                        select format('%s entries to forget a user are left for %s: %s', count(*), sink, string_agg(distinct last_error, '; '))
                        from outbox join erasures on erasures.id = -order_id where user_id = any(:users) group by sink
                        union all
                        select format('%s payment attempts have no order', count(*)) from payment_attempts
                        where reference <> all(:known) having count(*) > 0
                        union all
                        select format('%s keys have no answer', count(*)) from idempotency
                        where user_id = any(:users) and order_id is null having count(*) > 0""")
                .param("users", world.userIds())
                .param("known", world.knownReferences().toArray(UUID[]::new))
                .query(String.class)
                .list();
    }
}
