package dev.polyglotdb.engines;

import dev.polyglotdb.engines.Ports.Policy;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The five engines as child processes of this JVM, for machines without Docker. */
public final class LocalStores implements Stores {

    private final StoresFolder folder;
    private final boolean lasting;
    private final boolean durable;
    private final boolean quickStart;
    private final Map<Engine, LocalEngine> engines = new EnumMap<>(Engine.class);
    private final StartUp startUp;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalStores(StoresFolder folder, boolean lasting, boolean measured, Policy policy) {
        this.folder = folder;
        this.lasting = lasting;
        this.startUp = new StartUp(lasting);
        this.durable = lasting || measured;
        // Stores that run on their own serve the packaged application, which may put them under load.
        this.quickStart = !measured && policy != Policy.INSIST_ON_DEFAULT && Settings.quickStart();
        Map<Engine, Integer> ports = Ports.choose(policy);
        ports.forEach((engine, port) -> engines.put(engine, engine(engine, port)));
    }

    /** Starts new, empty stores on free ports. Returns immediately. {@link #close()} deletes all their data. */
    static LocalStores throwAway() {
        return open(StoresFolder::temporary, false, false, Policy.RANDOM);
    }

    /** As {@link #throwAway()}, but with the durability of lasting stores, and at full speed. */
    static LocalStores measured() {
        return open(StoresFolder::temporary, false, true, Policy.RANDOM);
    }

    /** Starts stores whose data persist between runs. Returns immediately. */
    static LocalStores lasting(Policy policy) {
        return open(() -> StoresFolder.lasting(Settings.folder(), Settings.reset()), true, false, policy);
    }

    private static LocalStores open(Supplier<StoresFolder> place, boolean lasting, boolean measured, Policy policy) {
        requireSystem(Platform.os());
        StoresFolder folder = place.get();
        try {
            LocalStores stores = new LocalStores(folder, lasting, measured, policy);
            stores.engines.forEach((engine, each) -> stores.startUp.begin(engine, each::start));
            return stores;
        } catch (StoresException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * Refuses Windows. An administrator may start PostgreSQL there by {@code pg_ctl} only, which gives up the rights of
     * one, and the only Redis to be had is older than {@code GETEX}.
     */
    static void requireSystem(String os) {
        if (os.equals("windows")) {
            throw new StoresException(
                    "On Windows, the stores need Docker: start Docker, or run this in WSL, which needs none.");
        }
    }

    StoresFolder folder() {
        return folder;
    }

    @Override
    public int port(Engine engine) {
        startUp.await(engine);
        return local(engine).port();
    }

    @Override
    public int applicationPort(Engine engine) {
        startUp.awaitForApplication(engine);
        return local(engine).port();
    }

    @Override
    public void awaitAll() {
        startUp.awaitAll();
    }

    @Override
    public void stop(Engine engine) {
        local(engine).stop();
    }

    @Override
    public void start(Engine engine) {
        local(engine).start();
    }

    @Override
    public void kill(Engine engine) {
        local(engine).kill();
    }

    @Override
    public void pause(Engine engine) {
        local(engine).pause();
    }

    @Override
    public void resume(Engine engine) {
        local(engine).resume();
    }

    @Override
    public Condition condition(Engine engine) {
        startUp.await(engine);
        return local(engine).condition();
    }

    @Override
    public boolean isEmulated(Engine engine) {
        startUp.await(engine);
        return local(engine) instanceof MongoEngine mongo && mongo.isEmulated();
    }

    @Override
    public Optional<EngineUse> use(Engine engine) {
        startUp.await(engine);
        return local(engine).use();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        long begin = System.nanoTime();
        if (lasting) {
            Console.say("stopping");
        }
        CompletableFuture.allOf(engines.values().stream()
                        .map(engine -> CompletableFuture.runAsync(() -> engine.close(lasting), StartUp.THREADS))
                        .toArray(CompletableFuture<?>[]::new))
                .exceptionally(LocalStores::report)
                .join();
        folder.close();
        Console.say("all stopped in %s".formatted(Console.since(begin)));
    }

    private LocalEngine engine(Engine engine, int port) {
        return switch (engine) {
            case POSTGRES -> new PostgresEngine(folder.of(engine), port, durable);
            case MONGODB -> new MongoEngine(folder.of(engine), port, quickStart);
            case REDIS -> new RedisEngine(folder.of(engine), port);
            case CASSANDRA -> new CassandraEngine(folder.of(engine), port, quickStart, CassandraEngine.Place.alone());
            case NEO4J -> new Neo4jEngine(folder.of(engine), port, quickStart);
        };
    }

    private LocalEngine local(Engine engine) {
        LocalEngine local = engines.get(engine);
        if (local == null) {
            throw new IllegalArgumentException(engine.title());
        }
        return local;
    }

    private static @Nullable Void report(Throwable failure) {
        Console.say("could not be stopped in order: " + StoresException.reason(failure));
        return null;
    }
}
