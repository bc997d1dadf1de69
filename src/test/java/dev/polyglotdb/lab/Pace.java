package dev.polyglotdb.lab;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param warmUps rounds that are not noted, before the others
 * @param time how long each round takes
 * @param most how many times a thread asks at most in that time
 */
record Pace(int warmUps, int rounds, Duration time, long most) {

    static Pace of(Scale scale) {
        return switch (scale) {
            case BUILD -> new Pace(1, 1, Duration.ofSeconds(1), 5);
            case SMALL -> new Pace(1, 3, Duration.ofMillis(300), Long.MAX_VALUE);
            case LARGE -> new Pace(2, 5, Duration.ofMillis(1_500), Long.MAX_VALUE);
        };
    }
}
