package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.polyglotdb.testing.Interruptible;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class StartUpTests {

    private final Set<Engine> started = ConcurrentHashMap.newKeySet();

    @Test
    void onASmallMachineTheApplicationStartsBeforeCassandraAndNeo4j() {
        var startUp = new StartUp(true, 2);
        for (var engine : Engine.values()) {
            startUp.begin(engine, () -> started.add(engine));
        }

        awaitForApplication(startUp);
        assertThat(started).containsExactlyInAnyOrder(Engine.POSTGRES, Engine.MONGODB, Engine.REDIS);

        startUp.awaitAll();
        assertThat(started).containsExactlyInAnyOrder(Engine.values());
    }

    @Test
    void onALargeMachineAllStartAtOnceAndTheApplicationStillWaitsForThreeOnly() throws InterruptedException {
        var startUp = new StartUp(true, 4);
        var begun = new CountDownLatch(Engine.values().length);
        var application = new CompletableFuture<String>();
        for (var engine : Engine.values()) {
            startUp.begin(engine, () -> {
                begun.countDown();
                if (engine == Engine.CASSANDRA || engine == Engine.NEO4J) {
                    Interruptible.join(application);
                }
            });
        }

        awaitForApplication(startUp);
        begun.await();
        application.complete("is there");
        startUp.awaitAll();
    }

    @Test
    void whereTheApplicationIsNotFirstItWaitsForEachEngine() {
        var startUp = new StartUp(false, 2);
        for (var engine : Engine.values()) {
            startUp.begin(engine, () -> started.add(engine));

            startUp.awaitForApplication(engine);
            assertThat(started).contains(engine);
        }
    }

    @Test
    void anEngineThatCanNotStartEndsTheWaitForAll() {
        var startUp = new StartUp(true, 2);
        startUp.begin(Engine.REDIS, () -> started.add(Engine.REDIS));
        startUp.begin(Engine.NEO4J, () -> {
            throw new StoresException("Neo4j has no disk.");
        });

        assertThatExceptionOfType(StoresException.class)
                .isThrownBy(startUp::awaitAll)
                .withMessage("Neo4j has no disk.");
    }

    private static void awaitForApplication(StartUp startUp) {
        Arrays.stream(Engine.values()).forEach(startUp::awaitForApplication);
    }
}
