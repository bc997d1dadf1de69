package dev.polyglotdb.resilience.fuzz;

import java.util.List;
import java.util.Random;

/** Random choices. */
final class Chance {

    private Chance() {}

    static String pick(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }
}
