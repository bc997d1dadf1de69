package dev.polyglotdb.resilience.fault;

import dev.polyglotdb.engines.Engine;
import dev.polyglotdb.engines.Relay;
import dev.polyglotdb.engines.StoreControl;
import dev.polyglotdb.resilience.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A fault and its repair.
 *
 * @param place what it affects; at most one fault at a time is active in a place
 */
record Fault(String kind, String place, Runnable begin, Runnable end) {

    private static final Duration LATENCY = Duration.ofMillis(500);
    private static final String KILLED = "instance killed";
    private static final String TERMINATED = "instance terminated";

    /** Returns one fault of each kind for each store and each instance. */
    static List<Fault> all(StoreControl stores, List<Slot> slots) {
        var faults = new ArrayList<Fault>();
        for (var engine : Engine.values()) {
            var place = engine.title();
            if (stores.isEmulated(engine)) {
                // The emulator, unlike MongoDB, loses its latest writes when it is killed.
                faults.add(new Fault("store stopped", place, () -> stores.stop(engine), () -> stores.start(engine)));
            } else {
                faults.add(new Fault("store killed", place, () -> stores.kill(engine), () -> stores.start(engine)));
            }
            faults.add(new Fault("store frozen", place, () -> stores.pause(engine), () -> stores.resume(engine)));
            for (var slot : slots) {
                var relay = slot.relays().to(engine);
                faults.add(relayed("refused", place, relay, Relay::refuse));
                faults.add(relayed("delayed", place, relay, delayed -> delayed.delay(LATENCY)));
                faults.add(relayed("cut", place, relay, Relay::cut));
                faults.add(relayed("half-open", place, relay, Relay::freeze));
            }
        }
        for (var i = 0; i < slots.size(); i++) {
            var slot = slots.get(i);
            var place = "instance " + (i + 1);
            faults.add(new Fault(KILLED, place, slot::kill, slot::start));
            faults.add(new Fault(TERMINATED, place, slot::terminate, slot::start));
            faults.add(new Fault("instance frozen", place, slot::pause, slot::resume));
        }
        return faults;
    }

    private static Fault relayed(String kind, String place, Relay relay, Consumer<Relay> harm) {
        return new Fault("connections " + kind, place, () -> harm.accept(relay), relay::pass);
    }

    /**
     * Returns whether it may begin and end while another lasts. An instance does not start without PostgreSQL, as
     * {@code LateStoresTests} hold; PostgreSQL may fail while an instance is down.
     */
    boolean fitsInto(Fault other) {
        var starts = kind.equals(KILLED) || kind.equals(TERMINATED);
        return !place.equals(other.place) && !(starts && other.place.equals(Engine.POSTGRES.title()));
    }

    @Override
    public String toString() {
        return place + ": " + kind;
    }
}
