package dev.polyglotdb;

import dev.polyglotdb.lab.Experiment;
import dev.polyglotdb.lab.LabLauncher;
import dev.polyglotdb.lab.cache.CacheExperiment;
import dev.polyglotdb.lab.catalog.CatalogExperiment;
import dev.polyglotdb.lab.coordination.CoordinationExperiment;
import dev.polyglotdb.lab.operation.OperationExperiment;
import dev.polyglotdb.lab.orders.OrderExperiment;
import dev.polyglotdb.lab.recommendations.RecommendationExperiment;
import dev.polyglotdb.lab.sessions.SessionExperiment;
import dev.polyglotdb.lab.timelines.TimelineExperiment;
import java.util.List;
import java.util.Locale;

/** Measures why there are five stores. Started by {@code ./mvnw -Plab spring-boot:test-run}; see src/docs/why. */
public final class LabApplication {

    /** In the order of the report. */
    static final List<Experiment> EXPERIMENTS = List.of(
            new SessionExperiment(),
            new CatalogExperiment(),
            new TimelineExperiment(),
            new RecommendationExperiment(),
            new CacheExperiment(),
            new OrderExperiment(),
            new CoordinationExperiment(),
            new OperationExperiment());

    private LabApplication() {}

    public static void main(String[] args) {
        // The report has the same digits and marks wherever it is made.
        Locale.setDefault(Locale.ROOT);
        LabLauncher.launch(args, EXPERIMENTS);
    }
}
