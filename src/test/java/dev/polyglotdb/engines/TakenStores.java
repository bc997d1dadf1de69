package dev.polyglotdb.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Stores that a test has taken away and not given back. */
final class TakenStores {

    private TakenStores() {}

    /**
     * Lets them go on. Looks at their processes, not at their answers: a busy one is not taken away.
     *
     * @return what was done to them
     */
    static List<String> giveBack(Stores stores) {
        List<String> done = new ArrayList<>();
        // Test classes that share a shop may begin at the same time.
        synchronized (stores) {
            for (Engine engine : Engine.values()) {
                Stores.Condition condition = stores.condition(engine);
                if (condition == Stores.Condition.RUNNING) {
                    continue;
                }
                if (condition == Stores.Condition.FROZEN) {
                    stores.resume(engine);
                } else {
                    stores.start(engine);
                }
                done.add("%s was %s".formatted(engine.title(), condition.name().toLowerCase(Locale.ROOT)));
            }
        }
        return done;
    }
}
