package dev.polyglotdb.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LabTest
class LabRunTests {

    private static final Experiment GOOD = new SampleExperiment("good");

    private final Laboratory laboratory;

    @TempDir
    private Path folder;

    LabRunTests(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    @Test
    void aRunWithoutFailureIsASuccess() throws Exception {
        assertThat(run(GOOD)).isTrue();
        assertThat(report()).contains("Sample good").doesNotContain("This experiment failed");
    }

    @Test
    void anExperimentThatFailsIsToldInTheReportAndTheNextOneRuns() throws Exception {
        assertThat(run(new Bad(), GOOD)).isFalse();
        assertThat(report())
                .contains("This experiment failed: ", "seven is not eight")
                .contains("one side")
                .contains("Sample good");
    }

    private record Bad() implements Experiment {

        @Override
        public String name() {
            return "bad";
        }

        @Override
        public String title() {
            return "Sample bad";
        }

        @Override
        public String question() {
            return "Is seven eight?";
        }

        @Override
        public void run(Workbench bench) throws Disagreement {
            bench.count("Count", "one side", 1, "rows", 7, "rows");
            throw new Disagreement("seven is not eight");
        }
    }

    private boolean run(Experiment... experiments) throws Exception {
        return new LabRun(laboratory, new LabArguments(List.of(experiments), Scale.BUILD, folder)).run();
    }

    private String report() throws Exception {
        try (var files = Files.newDirectoryStream(folder, "*.html")) {
            return Files.readString(files.iterator().next());
        }
    }
}
