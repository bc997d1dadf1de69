package dev.polyglotdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.lab.Experiment;
import dev.polyglotdb.testing.ChildProcess;
import dev.polyglotdb.testing.OptionalTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What workflows type is understood: by the shell, and by the build. */
@Tag("fast")
class WorkflowCommandsTests {

    private static final String WORKFLOWS = "dev.polyglotdb.WorkflowTests#workflows";

    private static final Pattern TYPED = Pattern.compile("commands\\.sh '([^']+)'");
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Pattern TESTS = Pattern.compile("-Dtest=([\\w,/*.]+)");
    private static final Pattern TAGS = Pattern.compile("-D(?:excludedG|g)roups=([\\w,]+)");
    private static final Pattern PROFILES = Pattern.compile("(?<=\\s)-P([\\w,-]+)");
    private static final Pattern EXPERIMENTS = Pattern.compile("--only=([\\w,]+)");
    private static final Pattern SWITCHES = Pattern.compile("-D(polyglot\\.[\\w.]+)");
    private static final Pattern VARIABLES = Pattern.compile("(?m)^ *(POLYGLOT_\\w+):");

    @ParameterizedTest
    @MethodSource(WORKFLOWS)
    void theTestsThatItNamesAreThere(Path workflow) throws IOException {
        assertThat(WorkflowTests.groups(TESTS, workflow))
                .flatExtracting(names -> List.of(names.split(",")))
                .allSatisfy(name -> {
                    var matcher = FileSystems.getDefault()
                            .getPathMatcher("glob:**/" + name.replace("/**/*", "/**") + ".java");
                    assertThat(sources()).as(name).anyMatch(matcher::matches);
                });
    }

    @ParameterizedTest
    @MethodSource(WORKFLOWS)
    void theSectionsOfTheReadmeThatItTypesHaveCommands(Path workflow) throws IOException {
        assertThat(WorkflowTests.groups(TYPED, workflow)).allSatisfy(section -> {
            var printed = ChildProcess.run(Path.of("."), Map.of(), BOUND, bash(), "src/docs/commands.sh", section);
            assertThat(printed.exit()).as(printed.output()).isZero();
            assertThat(printed.output()).isNotBlank().contains("./mvnw ");
            assertThat(Files.readString(Path.of("README.md"))).contains("```sh\n" + printed.output() + "```\n");
        });
    }

    /** GitHub gives the shell what is left after it has put in its own expressions. */
    @ParameterizedTest
    @MethodSource(WORKFLOWS)
    void theShellUnderstandsWhatItRuns(Path workflow) throws IOException {
        var scripts = WorkflowTests.steps(workflow).stream()
                .filter(step -> step.has("run"))
                .map(step -> step.get("run").asString().replaceAll("\\$\\{\\{[^}]*}}", "x"))
                .toList();

        assertThat(scripts).isNotEmpty().allSatisfy(script -> {
            var read = ChildProcess.run(Path.of("."), Map.of(), BOUND, bash(), "-n", "-c", script);
            assertThat(read.exit()).as(script + read.output()).isZero();
        });
    }

    @ParameterizedTest
    @MethodSource(WORKFLOWS)
    void theTagsAndProfilesThatItNamesAreThere(Path workflow) throws IOException {
        var code = sources().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .map(WorkflowCommandsTests::read)
                .collect(Collectors.joining());
        var pom = read(Path.of("pom.xml"));

        assertThat(names(TAGS, workflow)).allSatisfy(tag -> assertThat(code).contains("@Tag(\"" + tag + "\")"));
        assertThat(names(PROFILES, workflow))
                .allSatisfy(profile -> assertThat(pom).contains("<id>" + profile + "</id>"));
    }

    /** The page on testing has all of them, which {@code SwitchesTests} holds. */
    @ParameterizedTest
    @MethodSource(WORKFLOWS)
    void theSwitchesThatItSetsAreThere(Path workflow) throws IOException {
        var page = read(Path.of("src/docs/testing.md"));

        assertThat(names(SWITCHES, workflow))
                .allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
        assertThat(names(VARIABLES, workflow))
                .allSatisfy(name -> assertThat(page)
                        .containsAnyOf(
                                "| `" + name + "` |",
                                "| `" + name.toLowerCase(Locale.ROOT).replace('_', '.') + "` |"));
    }

    @ParameterizedTest
    @MethodSource(WORKFLOWS)
    void theExperimentsThatItNamesAreThere(Path workflow) throws IOException {
        assertThat(LabApplication.EXPERIMENTS.stream().map(Experiment::name)).containsAll(names(EXPERIMENTS, workflow));
    }

    private static String bash() {
        return OptionalTools.program("bash").toString();
    }

    private static List<String> names(Pattern pattern, Path workflow) throws IOException {
        return WorkflowTests.groups(pattern, workflow).stream()
                .flatMap(some -> Stream.of(some.split(",")))
                .toList();
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            return files.toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
