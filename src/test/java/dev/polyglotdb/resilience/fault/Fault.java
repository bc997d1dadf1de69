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
            faults.add(new Fault("instance killed", place, slot::kill, slot::start));
            faults.add(new Fault("instance terminated", place, slot::terminate, slot::start));
            faults.add(new Fault("instance frozen", place, slot::pause, slot::resume));
        }
        return faults;
    }

    private static Fault relayed(String kind, String place, Relay relay, Consumer<Relay> harm) {
        return new Fault("connections " + kind, place, () -> harm.accept(relay), relay::pass);
    }

    @Override
    public String toString() {
        return place + ": " + kind;
    }
}
