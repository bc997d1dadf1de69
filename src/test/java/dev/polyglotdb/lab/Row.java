package dev.polyglotdb.lab;

import java.util.List;

/**
 * A figure of the report with its rounds.
 *
 * @param what a {@link Metric} or any other name
 * @param size a number of rows; 0 if the question has none
 */
record Row(String question, String side, long size, String what, String unit, List<Double> rounds) {

    /** What identifies a figure. */
    record Key(String question, String side, long size, String what) {}

    Figure figure() {
        return Figure.of(rounds);
    }
}
