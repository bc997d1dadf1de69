package dev.polyglotdb.orders.followers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Collects differences between two stores that are not read at the same moment. While orders are placed, most
 * differences are only updates that have not arrived yet. So each difference is checked again after all of them were
 * found.
 */
final class Discrepancies {

    private static final int MAX_DIFFERENCES = 100;

    /** Exceeds the number of reported differences, because some of them disappear before the second check. */
    private static final int MAX_SUSPICIONS = 1_000;

    private record Suspicion(String difference, BooleanSupplier persists) {}

    private final List<Suspicion> all = new ArrayList<>();

    /** @param persists returns whether the difference still exists */
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
