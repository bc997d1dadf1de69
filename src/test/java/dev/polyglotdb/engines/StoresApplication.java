package dev.polyglotdb.engines;

import dev.polyglotdb.engines.Ports.Policy;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** The five stores alone, for the packaged application. Started by {@code ./mvnw -Pstores spring-boot:test-run}. */
public final class StoresApplication {

    private StoresApplication() {}

    /**
     * Starts only the stores, with the data of the previous run and with the ports and credentials of docker-compose,
     * until Ctrl-C. The packaged application connects to them as to the containers.
     */
    public static void main(String[] args) {
        Launch.run(() -> {
            long begin = System.nanoTime();
            LocalStores stores = LocalStores.lasting(Policy.INSIST_ON_DEFAULT);
            Runtime.getRuntime().addShutdownHook(new Thread(stores::close, "stop-stores"));
            stores.awaitAll();
            Console.say("all ready in %s".formatted(Console.since(begin)));
            Arrays.stream(Engine.values())
                    .forEach(engine -> Console.say("  %-10s %s"
                            .formatted(engine.title(), EngineUrl.of(engine, "127.0.0.1", stores.port(engine)))));
            Console.say("data are in %s; \"java -jar\" finds the stores now; Ctrl-C stops them"
                    .formatted(stores.folder().path()));
            awaitForever();
        });
    }

    private static void awaitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
