package dev.polyglotdb.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.ProcessorTime;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

/**
 * What a walk costs Neo4j, beside RP3beta, which recommended before, in turns on the same graph: about 100,000
 * purchases, or those of as many users as are wanted. A graph of more than 10,000 users is left where it is, because
 * its stores are as temporary as the test.
 *
 * <pre>{@code
 * ./mvnw test -Dtest=WalkCostTests -DexcludedGroups= -Dpolyglot.stores.quickstart=false
 * ./mvnw test -Dtest=WalkCostTests -DexcludedGroups= -Dpolyglot.stores.quickstart=false \
 *     -Dpolyglot.walk.users=100000 -Dpolyglot.walk.products=20000 -Dpolyglot.stores.neo4j.memory=3g
 * }</pre>
 */
@ShopTest
@Tag("measurement")
class WalkCostTests {

    private static final int ROUNDS = 5;

    /** Until the server's compiler has seen enough of either: each statement has code paths of its own. */
    private static final int WARM_UP_ROUNDS = 5;

    private static final int WALKS = 200;
    private static final int PROFILED = 25;

    /** A statement that is measured, and what it has cost up to now. */
    private record Measured(
            String name,
            String statement,
            LongFunction<Map<String, Object>> parameters,
            List<Long> accesses,
            List<Double> millis,
            List<Duration> processor) {

        Measured(String name, String statement, LongFunction<Map<String, Object>> parameters) {
            this(name, statement, parameters, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s: store accesses median %d, largest %d; p50 %.1f ms, p99 %.1f ms; processor %.1f ms",
                    name,
                    percentile(accesses, 0.5),
                    percentile(accesses, 1),
                    percentile(millis, 0.5),
                    percentile(millis, 0.99),
                    processorMillis());
        }

        double processorMillis() {
            return processor.stream().mapToLong(Duration::toMillis).sum() / (double) Math.max(1, millis.size());
        }
    }

    private final LargeGraph graph;
    private final Driver driver;
    private final Random random = new Random(7);

    WalkCostTests(Driver driver) {
        this.driver = driver;
        graph = new LargeGraph(
                driver,
                Integer.getInteger("polyglot.walk.users", 943),
                Integer.getInteger("polyglot.walk.products", 1682));
    }

    @Test
    void aWalkCostsLessThanHalfOfWhatRp3betaCosts() {
        System.out.printf("walk: %,d purchases of %,d users%n", graph.load(), graph.users());
        var statements = new WalkStatements(GraphCorner.patientProperties());
        var before = new Measured("RP3beta", Rp3betaStatement.TEXT, userId -> Rp3betaStatement.parameters(userId, 60));
        var walk = new Measured("walk", WalkStatements.RECOMMENDED, userId -> statements.recommended(userId, 20));
        try {
            for (var measured : List.of(before, walk)) {
                profile(measured);
                for (var round = 0; round < WARM_UP_ROUNDS; round++) {
                    run(measured);
                }
                measured.millis.clear();
                measured.processor.clear();
            }
            for (var round = 0; round < ROUNDS; round++) {
                run(before);
                run(walk);
            }
        } finally {
            if (graph.users() <= 10_000) {
                graph.delete();
            }
        }
        System.out.printf("walk: %s%nwalk: %s%n", before, walk);

        assertThat(percentile(walk.accesses, 0.5)).isLessThan(percentile(before.accesses, 0.5) / 2);
        assertThat(walk.processorMillis()).isLessThanOrEqualTo(before.processorMillis() / 2);
    }

    private void profile(Measured measured) {
        var cost = new QueryCost(driver);
        for (var i = 0; i < PROFILED; i++) {
            measured.accesses.add(cost.databaseHits(measured.statement, measured.parameters.apply(anybody())));
        }
    }

    private void run(Measured measured) {
        var processor = ProcessorTime.neo4j();
        try (var session = driver.session()) {
            for (var i = 0; i < WALKS; i++) {
                var parameters = measured.parameters.apply(anybody());
                var started = System.nanoTime();
                session.run(measured.statement, parameters).list();
                measured.millis.add((System.nanoTime() - started) / 1e6);
            }
        }
        measured.processor.add(ProcessorTime.neo4j().minus(processor));
    }

    private long anybody() {
        return graph.user(random.nextInt(graph.users()));
    }

    private static <T extends Comparable<T>> T percentile(List<T> values, double part) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (part * sorted.size())));
    }
}
