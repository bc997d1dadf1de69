package dev.polyglotdb.lab.coordination;

import static org.awaitility.Awaitility.await;

import dev.polyglotdb.lab.coordination.Count.Found;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the stores of a branch hold, past the application.
 *
 * @param after the number of the last order that does not count
 */
record Stores(Branch branch, long after) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Pattern ORDER = Pattern.compile("\"orderId\"\\s*:\\s*(\\d+)");

    /** Waits until every entry of the outbox is applied. An instance must run, unless there are none. */
    void settle() {
        awaitNone(branch::outboxEntries);
    }

    /** Looks at once and then often: how long this takes is told as a figure. */
    static void awaitNone(Callable<Long> left) {
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(LOOK).until(() -> left.call() == 0);
    }

    /** Counts what is wrong. */
    Count count(OrderingCustomers customers) {
        var jdbc = new JdbcTemplate(branch.bench().postgres());
        var orders =
                jdbc.queryForList("select id from %s.orders where id > %d".formatted(branch.name(), after), Long.class);
        return Count.of(
                new Found(
                        new HashSet<>(orders),
                        List.of(timeline("activity_by_user"), timeline("activity_by_product")),
                        graph()),
                customers.acknowledged(),
                customers.wanted());
    }

    private List<Long> timeline(String table) {
        var rows = branch.bench().cassandra().execute("SELECT data FROM %s.%s".formatted(branch.name(), table));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> ORDER.matcher(String.valueOf(row.getString("data"))))
                .filter(Matcher::find)
                .map(found -> Long.valueOf(found.group(1)))
                .filter(order -> order > after)
                .toList();
    }

    private List<Long> graph() {
        try (var session = branch.bench().neo4j().session()) {
            return session.run(
                            "MATCH (user:User)-[bought:BOUGHT]->(:Product) WHERE user.id >= $first AND user.id < $end"
                                    + " AND bought.orderId > $after RETURN bought.orderId",
                            Map.of("first", branch.first(), "end", branch.end(), "after", after))
                    .list(row -> row.get(0).asLong());
        }
    }
}
