package dev.polyglotdb.lab;

/** How much is measured. */
public enum Scale {
    /** A second or two for each experiment: proves that the sides agree, and measures nothing worth reading. */
    BUILD,
    /** All experiments in about five minutes on two cores. */
    SMALL,
    /** All experiments in an hour or more on two cores. */
    LARGE;

    /** Returns those of the sizes that belong to this scale. Only a large run takes several. */
    long[] sizes(long build, long small, long... large) {
        return switch (this) {
            case BUILD -> new long[] {build};
            case SMALL -> new long[] {small};
            case LARGE -> large;
        };
    }
}
