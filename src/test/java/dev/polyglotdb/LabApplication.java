package dev.polyglotdb;

import dev.polyglotdb.lab.Experiment;
import java.util.List;

/** Measures why there are five stores. Started by {@code ./mvnw -Plab spring-boot:test-run}; see src/docs/why. */
public final class LabApplication {

    /** In the order of the report. */
    static final List<Experiment> EXPERIMENTS = List.of();

    private LabApplication() {}
}
