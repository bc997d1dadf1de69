package dev.polyglotdb.platform.outbox;

import dev.polyglotdb.testing.Shop;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A sink of a test's own, that no other worker claims for, and the orders that are to be applied to it. */
record OwnSink(String name, OutboxRepository outbox, JdbcClient jdbc) {

    /** Its orders are no orders, and no order ever has such a number. So nobody takes its entries for theirs. */
    private static final long NONE = 1L << 60;

    static OwnSink of(OutboxRepository outbox, JdbcClient jdbc) {
        return new OwnSink(Shop.unique("sink"), outbox, jdbc);
    }

    void add(int orders) {
        orders(orders).forEach(order -> outbox.add(order, List.of(name), null));
    }

    /** Returns the numbers of so many orders. */
    static Collection<Long> orders(int count) {
        return LongStream.rangeClosed(order(1), order(count)).boxed().toList();
    }

    static long order(int number) {
        return NONE + number;
    }

    long entries() {
        return count("");
    }

    long failed() {
        return count(" and failed");
    }

    private long count(String condition) {
        return jdbc.sql("select count(*) from outbox where sink = :sink" + condition)
                .param("sink", name)
                .query(Long.class)
                .single();
    }

    /** Returns how often something of it was applied. */
    long applied() {
        return jdbc.sql("select count(*) from outbox_settled where sink = :sink")
                .param("sink", name)
                .query(Long.class)
                .single();
    }

    /** Makes its entries look as if they had waited for so long. */
    void waitingFor(Duration time) {
        jdbc.sql("update outbox set postponed_since = now() - make_interval(secs => :seconds) where sink = :sink")
                .param("seconds", time.toSeconds())
                .param("sink", name)
                .update();
    }

    /** Returns how long its entry will have waited when it is due. */
    Duration delayed() {
        return Duration.ofMillis(
                jdbc.sql("""
                        select (extract(epoch from due_at - postponed_since) * 1000)::bigint from outbox
                        where sink = :sink""").param("sink", name).query(Long.class).single());
    }

    void leaveNothing() {
        for (var table : List.of("outbox", "outbox_settled", "outbox_turn")) {
            jdbc.sql("delete from " + table + " where sink = :sink")
                    .param("sink", name)
                    .update();
        }
    }
}
