package dev.polyglotdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final Pattern MATRIX = Pattern.compile("matrix\\.(\\w+)");
    private static final Pattern HASHED = Pattern.compile("hashFiles\\(([^)]+)\\)");

    /** A job that takes too long is cancelled, and has not failed. */
    private static final String NO_SUCCESS = "failure() || cancelled()";

    /** From the action.yml of each action, those that are used here. */
    private static final Map<String, List<String>> INPUTS = Map.of(
            "actions/checkout", List.of("persist-credentials", "fetch-depth"),
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

    /** Legs that share a key download what the first of them did not need, every time. */
    @ParameterizedTest
    @MethodSource("workflows")
    void everyLegOfAMatrixHasACacheOfItsOwn(Path workflow) throws IOException {
        assertThat(YamlFile.read(workflow).get("jobs"))
                .allSatisfy(job -> assertThat(keys(job))
                        .allSatisfy(key -> assertThat(key)
                                .startsWith("${{ github.job }}-")
                                .matches(
                                        each -> each.contains("strategy.job-index") == job.has("strategy"),
                                        "of its leg")));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyJobEndsByItselfAndKeepsItsReportsUnlessItSucceeds(Path workflow) throws IOException {
        assertThat(YamlFile.read(workflow).get("jobs")).allSatisfy(job -> {
            assertThat(job.path("timeout-minutes").isMissingNode()).isFalse();
            assertThat(job.get("steps")).anySatisfy(step -> {
                assertThat(step.path("uses").asString("")).startsWith("actions/upload-artifact@");
                assertThat(step.path("if").asString("")).isIn(NO_SUCCESS, "always()");
            });
        });
        assertThat(steps(workflow))
                .filteredOn(step -> step.path("if").asString("").contains("failure()"))
                .allSatisfy(step -> assertThat(step.get("if").asString()).isEqualTo(NO_SUCCESS));
    }

    private static List<String> keys(JsonNode job) {
        return job.get("steps")
                .valueStream()
                .filter(step -> step.path("uses").asString("").startsWith("actions/cache@"))
                .map(step -> step.at("/with/key").asString())
                .toList();
    }

    static List<JsonNode> steps(Path workflow) throws IOException {
        return YamlFile.read(workflow)
                .get("jobs")
                .valueStream()
                .flatMap(job -> job.get("steps").valueStream())
                .toList();
    }

    static List<String> groups(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
