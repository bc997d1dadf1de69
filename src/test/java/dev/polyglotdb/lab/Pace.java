package dev.polyglotdb.lab;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param time how long each round takes, and the warm-up before
 * @param most how many times a thread asks at most in that time
 */
record Pace(int rounds, Duration time, long most) {

    static Pace of(Scale scale) {
        return switch (scale) {
            case BUILD -> new Pace(1, Duration.ofSeconds(1), 5);
            case SMALL -> new Pace(3, Duration.ofMillis(500), Long.MAX_VALUE);
            case LARGE -> new Pace(5, Duration.ofMillis(1_500), Long.MAX_VALUE);
        };
    }
}
