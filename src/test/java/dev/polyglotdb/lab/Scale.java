package dev.polyglotdb.lab;

import java.util.stream.LongStream;

/** How much is measured. */
public enum Scale {
    /** A second or two for each experiment: proves that the sides agree, and measures nothing worth reading. */
    BUILD(0),
    /** All experiments in about nine minutes on two cores. */
    SMALL(100_000),
    /** All experiments in an hour or more on two cores. */
    LARGE(1_000_000);

    private final long limit;

    Scale(long limit) {
        this.limit = limit;
    }

    /** Returns those of the sizes that this scale allows, and at least the first. Only a large run takes several. */
    long[] sizes(long... all) {
        var allowed = LongStream.range(0, all.length)
                .filter(i -> i == 0 || all[(int) i] <= limit)
                .map(i -> all[(int) i])
                .toArray();
        return this == LARGE ? allowed : new long[] {allowed[allowed.length - 1]};
    }
}
