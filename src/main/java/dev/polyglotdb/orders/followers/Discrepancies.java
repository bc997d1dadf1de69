package dev.polyglotdb.orders.followers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Differences between two stores that were not read at the same moment. Each is looked at once more, after all the others were
 * found, because most of what is different while orders come in is only late.
 */
final class Discrepancies {

    private static final int MAX_DIFFERENCES = 100;

    /** More than are reported, for those that turn out to be nothing. */
    private static final int MAX_SUSPICIONS = 1_000;

    private record Suspicion(String difference, BooleanSupplier persists) {}

    private final List<Suspicion> all = new ArrayList<>();

    /** @param persists looks again */
    void add(String difference, BooleanSupplier persists) {
        if (all.size() < MAX_SUSPICIONS) {
            all.add(new Suspicion(difference, persists));
        }
    }

    List<String> confirmed() {
        return all.stream()
                .filter(suspicion -> suspicion.persists().getAsBoolean())
                .limit(MAX_DIFFERENCES)
                .map(Suspicion::difference)
                .toList();
    }
}
