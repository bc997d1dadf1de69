package dev.polyglotdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.ChildProcess;
import dev.polyglotdb.testing.OptionalTools;
import java.io.IOException;
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

/** Rules for workflows that no schema has. */
@Tag("fast")
class WorkflowTests {

    private static final Pattern USES = Pattern.compile("(?m)uses: *(.*)$");
    private static final Pattern PINNED = Pattern.compile("[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");
    private static final Pattern RUNNER = Pattern.compile("\\b(?:ubuntu|macos|windows)-(\\S+?)\\b");
    private static final Pattern TYPED = Pattern.compile("commands\\.sh '([^']+)'");
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Pattern TESTS = Pattern.compile("-Dtest=([\\w,/*.]+)");

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
                .filteredOn(name -> !name.contains("*"))
                .allSatisfy(name -> assertThat(sources()).anyMatch(file -> file.endsWith(name + ".java")));
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
