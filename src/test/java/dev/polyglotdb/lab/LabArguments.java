package dev.polyglotdb.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the user asked for.
 *
 * @param experiments at least one
 * @param folder where the report goes
 */
record LabArguments(List<Experiment> experiments, Scale scale, Path folder) {

    static final String USAGE = """
            Arguments: --only=<names with commas between>   some experiments: %s
                       --large                              several sizes, longer rounds, an hour or more
                       --folder=<folder>                    where the report goes; target/lab by default""";

    /** @throws IllegalArgumentException with a message for the user */
    static LabArguments of(List<String> arguments, List<Experiment> all) {
        var known = all.stream().map(Experiment::name).collect(Collectors.joining(", "));
        var only = known;
        var scale = Scale.SMALL;
        var folder = "target/lab";
        for (var argument : arguments) {
            if (argument.equals("--large")) {
                scale = Scale.LARGE;
            } else if (argument.startsWith("--only=")) {
                only = argument.substring("--only=".length());
            } else if (argument.startsWith("--folder=")) {
                folder = argument.substring("--folder=".length());
            } else {
                throw new IllegalArgumentException("unknown: %s%n%s".formatted(argument, USAGE.formatted(known)));
            }
        }
        return new LabArguments(chosen(only, all, USAGE.formatted(known)), scale, Path.of(folder));
    }

    private static List<Experiment> chosen(String only, List<Experiment> all, String usage) {
        Set<String> names = new HashSet<>(Arrays.asList(only.split("\\s*,\\s*")));
        var chosen = all.stream().filter(each -> names.remove(each.name())).toList();
        if (!names.isEmpty() || chosen.isEmpty()) {
            throw new IllegalArgumentException("no experiment is called %s%n%s".formatted(names, usage));
        }
        return chosen;
    }

    /** Returns how long an experiment takes, for the first estimate. */
    Duration perExperiment() {
        return Duration.ofSeconds(scale == Scale.LARGE ? 480 : 35);
    }
}
