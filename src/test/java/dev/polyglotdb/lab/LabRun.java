package dev.polyglotdb.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A run of the lab as the user at the terminal sees it: what is done, how long it takes, and where the report is. */
final class LabRun {

    private final Laboratory laboratory;
    private final LabArguments arguments;
    private final long begin = System.nanoTime();

    LabRun(Laboratory laboratory, LabArguments arguments) {
        this.laboratory = laboratory;
        this.arguments = arguments;
    }

    /**
     * Runs all experiments that were asked for, also after one has failed, and writes the report of the others.
     *
     * @return whether all went well
     */
    boolean run() throws IOException, SQLException {
        var experiments = arguments.experiments();
        var perExperiment = arguments.perExperiment();
        Progress.say("%d experiments, about %s"
                .formatted(experiments.size(), Progress.time(perExperiment.multipliedBy(experiments.size()))));
        var chapters = new ArrayList<Chapter>();
        var failed = new ArrayList<String>();
        for (var i = 0; i < experiments.size(); i++) {
            var experiment = experiments.get(i);
            var now = System.nanoTime();
            var estimate = i == 0 ? perExperiment : Duration.ofNanos((now - begin) / i);
            var progress = new Progress(experiment.name(), i, experiments.size(), now, estimate);
            try {
                chapters.add(new Chapter(experiment, laboratory.run(experiment, arguments.scale(), progress::step)));
            } catch (Exception e) {
                failed.add(experiment.name());
                Progress.say("%s FAILED: %s".formatted(experiment.name(), e));
                e.printStackTrace();
            }
        }
        write(chapters);
        Progress.say("done in %s%s"
                .formatted(
                        Progress.time(Duration.ofNanos(System.nanoTime() - begin)),
                        failed.isEmpty() ? "" : "; failed: " + String.join(", ", failed)));
        return failed.isEmpty();
    }

    private void write(List<Chapter> chapters) throws IOException, SQLException {
        if (!chapters.isEmpty()) {
            var machine = Machine.describe(laboratory.drivers(), laboratory.control());
            Path page = new Report(Clock.systemUTC().instant(), arguments.scale(), machine, chapters)
                    .write(arguments.folder());
            Progress.say("the report is " + page.toAbsolutePath().toUri());
        }
    }
}
