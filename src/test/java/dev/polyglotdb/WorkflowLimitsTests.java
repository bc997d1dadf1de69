package dev.polyglotdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A build that hangs ends before its job does: a job that is cancelled does not tell where it hung. */
@Tag("fast")
class WorkflowLimitsTests {

    private static final Pattern TESTS = Pattern.compile("\\./mvnw -B (?:test|verify)\\b");

    /** To get all that the tests need, and to keep what they leave. */
    private static final int MORE_MINUTES = 10;

    @ParameterizedTest
    @MethodSource("dev.polyglotdb.WorkflowTests#workflows")
    void whatHangsEndsBeforeItsJob(Path workflow) throws IOException {
        var content = YamlFile.read(workflow);
        var seconds = Arrays.stream(limits(content))
                .filter(limit -> limit.matches(".*=\\d+"))
                .mapToInt(limit -> Integer.parseInt(limit.replaceAll(".*=", "")))
                .sum();

        assertThat(content.get("jobs"))
                .allSatisfy(job -> assertThat(job.get("steps"))
                        .filteredOn(step ->
                                TESTS.matcher(step.path("run").asString("")).find())
                        .allSatisfy(step -> {
                            var run = step.get("run").asString();
                            var minutes = job.get("timeout-minutes");
                            if (run.contains("$LIMITS")) {
                                assertThat(minutes.asInt()).isGreaterThanOrEqualTo(seconds / 60 + MORE_MINUTES);
                            } else {
                                assertThat(run)
                                        .contains("-Dsurefire.timeout=$((60 * (MINUTES - %d)))".formatted(MORE_MINUTES))
                                        .contains("-Djunit.jupiter.execution.timeout.default=$((MINUTES - ");
                                assertThat(step.at("/env/MINUTES")).isEqualTo(minutes);
                            }
                        }));
    }

    @Test
    void theLimitsOfTheCiAreThoseOfEveryBuild() throws IOException {
        var here = Files.readString(Path.of("pom.xml"))
                + Files.readString(Path.of("src/test/resources/junit-platform.properties"));

        assertThat(limits(YamlFile.read(Path.of(".github/workflows/ci.yml"))))
                .hasSize(3)
                .allSatisfy(limit -> {
                    var value = limit.replaceFirst("-D", "").split("=");
                    assertThat(here)
                            .containsAnyOf(
                                    "<%s>%s</%s>".formatted(value[0], value[1], value[0]),
                                    "%s=%s".formatted(value[0], value[1]));
                });
    }

    private static String[] limits(JsonNode workflow) {
        return workflow.at("/env/LIMITS").asString("").split(" ");
    }
}
