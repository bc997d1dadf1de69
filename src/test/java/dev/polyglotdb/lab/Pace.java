package dev.polyglotdb.lab;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param warmUps rounds that are not noted, before the others
 * @param time how long each round takes
 * @param least how many times a thread asks however long that takes: where an answer takes a second, a round would
 *     otherwise be one question or two, not the same for each side
 * @param most how many times a thread asks at most in that time
 */
record Pace(int warmUps, int rounds, Duration time, long least, long most) {

    static Pace of(Scale scale) {
        return switch (scale) {
            case BUILD -> new Pace(1, 1, Duration.ofSeconds(1), 1, 5);
            case SMALL -> new Pace(1, 3, Duration.ofMillis(300), 5, Long.MAX_VALUE);
            case LARGE -> new Pace(2, 5, Duration.ofMillis(1_500), 5, Long.MAX_VALUE);
        };
    }
}
