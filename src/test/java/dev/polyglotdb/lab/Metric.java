package dev.polyglotdb.lab;

/** What a measurement records. */
public enum Metric {
    RATE("operations a second", "1/s"),
    MEDIAN("latency, median", "ms"),
    P99("latency, 99th percentile", "ms"),
    /** Of this process and all engines together. */
    PROCESSOR("processor time an operation", "µs");

    private final String title;
    private final String unit;

    Metric(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    public String title() {
        return title;
    }

    public String unit() {
        return unit;
    }
}
