package dev.polyglotdb.resilience.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.polyglotdb.platform.WorkerThreads;
import dev.polyglotdb.resilience.Instance;
import dev.polyglotdb.testing.Parallel;
import dev.polyglotdb.testing.Shop;
import dev.polyglotdb.testing.ShopTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * Two new instances, each with 256 MiB of heap, work off a backlog. The long run, with fully optimizing engines, is
 * <pre>./mvnw test -Dtest=DrainTests -Dpolyglot.proof.drain=100000 -Dpolyglot.stores.quickstart=false</pre>
 */
@ShopTest
class DrainTests {

    private static final int ROWS = Integer.getInteger("polyglot.proof.drain", 1_500);
    private static final boolean LONG = ROWS > 10_000;

    /** For the long run: its engines were just started and still have to compile their code. */
    private static final int WARM_UP_ROWS = 30_000;

    private final Shop shop;
    private final ApplicationContext context;
    private final WorkerThreads ownWorkers;
    private final List<Backlog> backlogs = new ArrayList<>();

    DrainTests(Shop shop, ApplicationContext context, @Qualifier("outboxThreads") WorkerThreads ownWorkers) {
        this.shop = shop;
        this.context = context;
        this.ownWorkers = ownWorkers;
    }

    @BeforeEach
    void leaveItToTheInstances() {
        ownWorkers.stop();
    }

    @AfterEach
    void takePartAgain() {
        try {
            backlogs.forEach(Backlog::remove);
        } finally {
            ownWorkers.start();
        }
    }

    @Test
    void twoInstancesDrainABacklogAndEachEffectIsThereOnce() throws Exception {
        var instances = Parallel.open(2, i -> LONG ? Instance.startForLong(context) : Instance.start(context));
        try (var one = instances.get(0);
                var other = instances.get(1)) {
            var both = List.of(one.handle(), other.handle());
            if (LONG) {
                drain(WARM_UP_ROWS, both);
            }
            drain(ROWS, both);
        }
        for (var backlog : backlogs) {
            assertThat(backlog.effects()).isEqualTo(backlog.expectedEffects());
        }
        if (LONG) {
            assertAllStoresEqual();
        }
    }

    private void drain(int rows, List<ProcessHandle> instances) {
        var backlog = new Backlog(context, rows);
        backlogs.add(backlog);
        backlog.place();
        var cpuOfInstances = cpu(instances);
        var cpuOfAll = cpu(descendants());
        var begin = System.nanoTime();

        backlog.addEntries();
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(60 + rows / 100))
                .until(() -> backlog.pending() == 0);

        var seconds = (System.nanoTime() - begin) / 1e9;
        var ofInstances = cpu(instances) - cpuOfInstances;
        System.out.printf(
                "%d rows in %.1f s, %.0f a second; CPU ms a row: both instances %.2f, engines %.2f%n",
                rows,
                seconds,
                rows / seconds,
                ofInstances / rows,
                (cpu(descendants()) - cpuOfAll - ofInstances) / rows);
        assertThat(instances).allMatch(ProcessHandle::isAlive);
    }

    /**
     * For the long run only: it starts with empty stores. In a short run, other tests may have left entries in them.
     */
    private void assertAllStoresEqual() {
        var check = shop.admin().get("/admin/projections/check");
        var found = check.status() == 200
                ? check.body()
                : resultOf(check.header("Location").orElseThrow());
        System.out.println(found);
        assertThat(found.at("/activity/equal").asBoolean()).isTrue();
        assertThat(found.at("/recommendations/equal").asBoolean()).isTrue();
    }

    private JsonNode resultOf(String job) {
        await().atMost(Duration.ofHours(1))
                .until(() -> !shop.admin().get(job).text("/status").equals("RUNNING"));
        return shop.admin().get(job).at("/result");
    }

    /** Returns the instances, and the engines unless they are containers. */
    private static List<ProcessHandle> descendants() {
        return ProcessHandle.current().descendants().toList();
    }

    private static double cpu(Collection<ProcessHandle> processes) {
        return processes.stream()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToLong(Duration::toMillis)
                .sum();
    }
}
