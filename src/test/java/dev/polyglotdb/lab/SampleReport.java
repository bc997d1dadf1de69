package dev.polyglotdb.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A report of made-up figures and of texts that try to be more than texts. */
public final class SampleReport {

    public static final String HOSTILE = "</script><script>alert(1)</script>\"'&<b>${machine}";

    private SampleReport() {}

    /** Returns where the page is. */
    public static Path write(Path folder) throws IOException {
        var notes = new Notes();
        for (var side : List.of("PostgreSQL", "PostgreSQL, unlogged", "Redis", HOSTILE)) {
            for (var size : List.of(1_000L, 100_000L)) {
                for (var round = 1.0; round <= 3; round++) {
                    notes.add("How fast?", side, size, Metric.RATE.title(), Metric.RATE.unit(), 1_000 * round);
                    notes.add("How fast?", side, size, Metric.MEDIAN.title(), Metric.MEDIAN.unit(), round);
                }
            }
            notes.add("How many " + HOSTILE, side, 0, "lost", "", 0);
        }
        notes.model(new Note(HOSTILE, HOSTILE, "select '" + HOSTILE + "'"));
        notes.plan(new Note("PostgreSQL", "How fast?", "Seq Scan  (actual rows=1)"));
        notes.durability(new Note("Redis", "", HOSTILE));
        notes.finding(HOSTILE);
        return new Report(
                        Instant.EPOCH,
                        Scale.SMALL,
                        Map.of("JDK", HOSTILE),
                        List.of(new Chapter(new SampleExperiment("sample"), notes)))
                .write(folder);
    }
}
