package dev.polyglotdb.platform.outbox;

/**
 * The statements by which a worker claims entries. They are selected into an array because a plan may execute the
 * subquery of {@code in (…)} several times and lock more of them each time.
 */
final class ClaimStatement {

    static final String ANY_TIME = claim("", "");

    /**
     * A turn is taken only if there is something to claim, so the first entry after a silence never waits for one. A
     * turn in the future was taken before the server's clock was set back, and counts as over.
     */
    static final String IN_TURN = claim("""
            with turn as (
                insert into outbox_turn (sink, taken_at)
                select :sink, clock_timestamp()
                where exists (select from outbox where sink = :sink and not failed and due_at <= now())
                on conflict (sink) do update set taken_at = excluded.taken_at
                where outbox_turn.taken_at <= excluded.taken_at - make_interval(secs => :lingerSeconds)
                    or outbox_turn.taken_at > excluded.taken_at + make_interval(secs => :lingerSeconds)
                returning sink)
            """, "and exists (select from turn)");

    private ClaimStatement() {}

    private static String claim(String turn, String condition) {
        return turn + """
                update outbox
                set lease = :lease, due_at = now() + make_interval(secs => :leaseSeconds)
                from (select set_config('synchronous_commit', 'off', true)) unhurried
                where id = any(array(
                    select id from outbox
                    where sink = :sink and not failed and due_at <= now() %s
                    order by due_at, id
                    limit :limit
                    for update skip locked))
                returning id, order_id as subject_id, attempts, traceparent""".formatted(condition);
    }
}
