package dev.polyglotdb.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A run of the lab as the user at the terminal sees it: what is done, how long it takes, and where the report is. */
final class LabRun {

    private final Laboratory laboratory;
    private final LabArguments arguments;
    private final Instant start = Clock.systemUTC().instant();
    private final long begin = System.nanoTime();

    LabRun(Laboratory laboratory, LabArguments arguments) {
        this.laboratory = laboratory;
        this.arguments = arguments;
    }

    /**
     * Runs all experiments that were asked for, also after one has failed. After each it writes the report, which says
     * why one failed, and what it had measured by then.
     *
     * @return whether all went well
     */
    boolean run() throws IOException, SQLException {
        var experiments = arguments.experiments();
        var perExperiment = arguments.perExperiment();
        Progress.say("%d experiments, about %s"
                .formatted(experiments.size(), Progress.time(perExperiment.multipliedBy(experiments.size()))));
        var chapters = new ArrayList<Chapter>();
        Path page = arguments.folder();
        var failed = new ArrayList<String>();
        for (var i = 0; i < experiments.size(); i++) {
            var experiment = experiments.get(i);
            var now = System.nanoTime();
            var estimate = i == 0 ? perExperiment : Duration.ofNanos((now - begin) / i);
            var progress = new Progress(experiment.name(), i, experiments.size(), now, estimate);
            var notes = new Notes();
            try {
                laboratory.run(experiment, arguments.scale(), notes, progress::step);
            } catch (Exception | AssertionError e) {
                failed.add(experiment.name());
                notes.finding("This experiment failed: " + e);
                Progress.say("%s FAILED: %s".formatted(experiment.name(), e));
                e.printStackTrace();
            }
            chapters.add(new Chapter(experiment, notes));
            page = write(chapters);
        }
        Progress.say("the report is " + page.toAbsolutePath().toUri());
        Progress.say("done in %s%s"
                .formatted(
                        Progress.time(Duration.ofNanos(System.nanoTime() - begin)),
                        failed.isEmpty() ? "" : "; failed: " + String.join(", ", failed)));
        return failed.isEmpty();
    }

    private Path write(List<Chapter> chapters) throws IOException, SQLException {
        var machine = Machine.describe(laboratory.drivers(), laboratory.control());
        return new Report(start, arguments.scale(), machine, chapters).write(arguments.folder());
    }
}
