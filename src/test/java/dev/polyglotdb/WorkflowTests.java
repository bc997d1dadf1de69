package dev.polyglotdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.ChildProcess;
import dev.polyglotdb.testing.OptionalTools;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Rules for workflows that no schema has. */
@Tag("fast")
class WorkflowTests {

    private static final Pattern USES = Pattern.compile("(?m)uses: *(.*)$");
    private static final Pattern PINNED = Pattern.compile("[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");
    private static final Pattern RUNNER = Pattern.compile("\\b(?:ubuntu|macos|windows)-(\\S+?)\\b");
    private static final Pattern TYPED = Pattern.compile("commands\\.sh '([^']+)'");
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Pattern TESTS = Pattern.compile("-Dtest=([\\w,/*.]+)");

    private static final Pattern MATRIX = Pattern.compile("matrix\\.(\\w+)");
    private static final Pattern HASHED = Pattern.compile("hashFiles\\(([^)]+)\\)");

    /** From the action.yml of each action, those that are used here. */
    private static final Map<String, List<String>> INPUTS = Map.of(
            "actions/checkout", List.of("persist-credentials"),
            "actions/setup-java", List.of("distribution", "java-version"),
            "actions/setup-node", List.of("node-version"),
            "actions/cache", List.of("path", "key", "restore-keys"),
            "actions/upload-artifact", List.of("name", "path"));

    static List<Path> workflows() throws IOException {
        try (var files = Files.list(Path.of(".github/workflows"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void actionsArePinnedToACommit(Path workflow) throws IOException {
        assertThat(groups(USES, workflow))
                .isNotEmpty()
                .allSatisfy(action -> assertThat(action).matches(PINNED));
    }

    /** The schema of workflows knows no inputs, and GitHub only warns of one that an action does not have. */
    @ParameterizedTest
    @MethodSource("workflows")
    void actionsGetInputsThatTheyHave(Path workflow) throws IOException {
        assertThat(steps(workflow)).filteredOn(step -> step.has("uses")).allSatisfy(step -> {
            var action = step.get("uses").asString().replaceAll("@.*", "");
            assertThat(INPUTS).containsKey(action);
            assertThat(step.path("with").propertyNames())
                    .as(action)
                    .allMatch(INPUTS.getOrDefault(action, List.of())::contains);
        });
    }

    /** GitHub takes a value that no row of the matrix has for an empty text. */
    @ParameterizedTest
    @MethodSource("workflows")
    void whatIsTakenFromAMatrixIsInIt(Path workflow) throws IOException {
        assertThat(YamlFile.read(workflow).get("jobs")).allSatisfy(job -> {
            var matrix = job.path("strategy").path("matrix").toString();
            assertThat(MATRIX.matcher(job.toString()).results().map(name -> name.group(1)))
                    .allSatisfy(name -> assertThat(matrix).contains("\"" + name + "\":"));
        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void filesThatKeyACacheAreThere(Path workflow) throws IOException {
        assertThat(groups(HASHED, workflow))
                .isNotEmpty()
                .flatExtracting(files -> List.of(files.replace("'", "").split(", *")))
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void runnersArePinned(Path workflow) throws IOException {
        assertThat(groups(RUNNER, workflow))
                .isNotEmpty()
                .allSatisfy(version -> assertThat(version).matches("\\d+"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyJobEndsByItselfAndKeepsItsReportsWhenItFails(Path workflow) throws IOException {
        assertThat(YamlFile.read(workflow).get("jobs")).allSatisfy(job -> {
            assertThat(job.path("timeout-minutes").isMissingNode()).isFalse();
            assertThat(job.get("steps")).anySatisfy(step -> {
                assertThat(step.path("uses").asString("")).startsWith("actions/upload-artifact@");
                assertThat(step.path("if").asString("")).isEqualTo("failure()");
            });
        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void theTestsThatItNamesAreThere(Path workflow) throws IOException {
        assertThat(groups(TESTS, workflow))
                .flatExtracting(names -> List.of(names.split(",")))
                .allSatisfy(name -> {
                    var matcher = FileSystems.getDefault()
                            .getPathMatcher("glob:**/" + name.replace("/**/*", "/**") + ".java");
                    assertThat(sources()).as(name).anyMatch(matcher::matches);
                });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void theSectionsOfTheReadmeThatItTypesHaveCommands(Path workflow) throws IOException {
        var bash = OptionalTools.program("bash").toString();
        assertThat(groups(TYPED, workflow)).allSatisfy(section -> {
            var printed = ChildProcess.run(Path.of("."), Map.of(), BOUND, bash, "src/docs/commands.sh", section);
            assertThat(printed.exit()).as(printed.output()).isZero();
            assertThat(printed.output()).isNotBlank().contains("./mvnw ");
            assertThat(Files.readString(Path.of("README.md"))).contains("```sh\n" + printed.output() + "```\n");
        });
    }

    private static List<JsonNode> steps(Path workflow) throws IOException {
        return YamlFile.read(workflow)
                .get("jobs")
                .valueStream()
                .flatMap(job -> job.get("steps").valueStream())
                .toList();
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            return files.toList();
        }
    }

    private static List<String> groups(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
