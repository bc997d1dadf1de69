package dev.polyglotdb.engines.faults;

import dev.polyglotdb.engines.DevelopmentRelays;
import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.Relay;
import dev.polyglotdb.engines.StoreControl;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Breaks engines and heals them, one thing at a time for each. */
@Component
@Profile(DevelopmentRelays.PROFILE)
class EngineFaults {

    /** What can be done to an engine. */
    enum Fault {
        FREEZE,
        KILL,
        SLOW,
        CUT_OFF;

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How an engine is. */
    enum State {
        HEALTHY,
        FROZEN,
        KILLED,
        SLOW,
        CUT_OFF,
        CHANGING;

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** An engine as the console shows it. */
    record EngineView(String store, String state, boolean relay, List<String> can) {}

    private static final Logger log = LoggerFactory.getLogger(EngineFaults.class);
    static final Duration LATENCY = Duration.ofMillis(700);

    private final StoreControl stores;
    private final DevelopmentRelays developmentRelays;
    private final Map<Engine, State> states = new EnumMap<>(Engine.class);
    private final ExecutorService hands = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "break-it");
        thread.setDaemon(true);
        return thread;
    });

    EngineFaults(StoreControl stores, DevelopmentRelays developmentRelays) {
        this.stores = stores;
        this.developmentRelays = developmentRelays;
        for (var engine : Engine.values()) {
            states.put(engine, State.HEALTHY);
        }
    }

    synchronized List<EngineView> engines() {
        return states.entrySet().stream()
                .map(entry -> view(entry.getKey(), entry.getValue()))
                .toList();
    }

    private EngineView view(Engine engine, State state) {
        var relayed = developmentRelays.to(engine).isPresent();
        var can = switch (state) {
            case HEALTHY ->
                List.of(Fault.values()).stream()
                        .filter(fault -> relayed || fault == Fault.FREEZE || fault == Fault.KILL)
                        .map(Fault::id)
                        .toList();
            case CHANGING -> List.<String>of();
            case FROZEN, KILLED, SLOW, CUT_OFF -> List.of("heal");
        };
        return new EngineView(engine.name().toLowerCase(Locale.ROOT), state.id(), relayed, can);
    }

    /** @return false if this can't be done to the engine as it is now */
    synchronized boolean begin(Engine engine, Fault fault) {
        if (!view(engine, states.getOrDefault(engine, State.HEALTHY)).can().contains(fault.id())) {
            return false;
        }
        change(
                engine,
                () -> make(engine, fault),
                switch (fault) {
                    case FREEZE -> State.FROZEN;
                    case KILL -> State.KILLED;
                    case SLOW -> State.SLOW;
                    case CUT_OFF -> State.CUT_OFF;
                });
        return true;
    }

    private void make(Engine engine, Fault fault) {
        switch (fault) {
            case FREEZE -> stores.pause(engine);
            case KILL -> {
                if (stores.isEmulated(engine)) {
                    // The emulator, unlike MongoDB, loses its latest writes when it is killed.
                    stores.stop(engine);
                } else {
                    stores.kill(engine);
                }
            }
            case SLOW -> relay(engine).delay(LATENCY);
            case CUT_OFF -> relay(engine).refuse();
        }
    }

    /** @return false if there is nothing to heal, or it is being changed */
    synchronized boolean heal(Engine engine) {
        var state = states.getOrDefault(engine, State.HEALTHY);
        if (state == State.HEALTHY || state == State.CHANGING) {
            return false;
        }
        change(engine, () -> mend(engine, state), State.HEALTHY);
        return true;
    }

    private void mend(Engine engine, State state) {
        switch (state) {
            case FROZEN -> stores.resume(engine);
            case KILLED -> stores.start(engine);
            case SLOW, CUT_OFF -> relay(engine).pass();
            case HEALTHY, CHANGING -> throw new IllegalStateException(state.id());
        }
    }

    private Relay relay(Engine engine) {
        return developmentRelays.to(engine).orElseThrow();
    }

    private void change(Engine engine, Runnable work, State after) {
        var before = states.put(engine, State.CHANGING);
        hands.execute(() -> {
            var reached = after;
            try {
                work.run();
            } catch (RuntimeException failure) {
                log.warn("Could not change {}", engine.title(), failure);
                reached = before == null ? State.HEALTHY : before;
            }
            synchronized (this) {
                states.put(engine, reached);
            }
        });
    }
}
