package dev.polyglotdb.lab;

import java.time.Duration;

/**
 * Progress lines of one experiment, with the time that is left.
 *
 * @param before how many experiments are done
 * @param begin of this one, as {@link System#nanoTime()} tells
 * @param estimate how long an experiment takes, as far as is known
 */
record Progress(String name, int before, int all, long begin, Duration estimate) {

    private static final int WIDTH = 20;

    static void say(String line) {
        System.out.println("lab: " + line);
    }

    void step(String what) {
        var passed = Duration.ofNanos(System.nanoTime() - begin);
        var left = estimate.multipliedBy(all - before).minus(passed);
        var done = WIDTH * before / all;
        say("[%s%s] %d/%d %s, about %s left · %s"
                .formatted(
                        "#".repeat(done),
                        "·".repeat(WIDTH - done),
                        before + 1,
                        all,
                        name,
                        time(left.isNegative() ? Duration.ZERO : left),
                        what));
    }

    static String time(Duration time) {
        return time.toMinutes() > 0
                ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
                : time.toSeconds() + " s";
    }
}
