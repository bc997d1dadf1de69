package dev.polyglotdb.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the README prints is the session of the script, and the answers are those that the script insists on. */
@Tag("fast")
class ReadmeSessionTests {

    private static final Pattern SESSION = Pattern.compile("(?s)\n## Use it\n(.*?)\n## ");
    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final Pattern CHECK = Pattern.compile("^(?:answer|soon) ");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
    private static final String BEGINNING = "# The session:\n";

    /** @param answers in the README what is shown, in the script the expressions that must be found in it */
    private record Step(String command, List<String> answers) {}

    @Test
    void theScriptRunsTheCommandsOfTheReadmeAndNoOthers() throws IOException {
        assertThat(script()).extracting(Step::command).containsExactlyElementsOf(commands(readme()));
    }

    @Test
    void theAnswersThatTheReadmeShowsHaveWhatTheScriptInsistsOn() throws IOException {
        var shown = readme();
        var checked = script();

        for (var i = 0; i < shown.size(); i++) {
            var command = shown.get(i).command();
            var expected = checked.get(i).answers();
            assertThat(expected.isEmpty())
                    .as("the script checks what the README shows of %s", command)
                    .isEqualTo(shown.get(i).answers().isEmpty());
            for (var expression : expected) {
                assertThat(shown.get(i).answers().get(0)).as(command).containsPattern(expression);
            }
        }
    }

    private static List<String> commands(List<Step> steps) {
        return steps.stream().map(Step::command).toList();
    }

    private static List<Step> readme() throws IOException {
        var session = SESSION.matcher(Files.readString(Path.of("README.md")));
        assertThat(session.find()).isTrue();
        var steps = new ArrayList<Step>();
        BLOCK.matcher(session.group(1))
                .results()
                .flatMap(block -> block.group(1).lines())
                .filter(line -> !line.isBlank())
                .forEach(line -> {
                    if (line.startsWith("# ")) {
                        steps.get(steps.size() - 1).answers().add(line);
                    } else {
                        steps.add(new Step(line, new ArrayList<>()));
                    }
                });
        return steps;
    }

    private static List<Step> script() throws IOException {
        var script = Files.readString(Path.of("src/docs/session.sh"));
        var steps = new ArrayList<Step>();
        script.substring(script.indexOf(BEGINNING) + BEGINNING.length())
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> {
                    if (CHECK.matcher(line).find()) {
                        var answers = steps.get(steps.size() - 1).answers();
                        QUOTED.matcher(line).results().forEach(quoted -> answers.add(quoted.group(1)));
                    } else {
                        steps.add(new Step(line, new ArrayList<>()));
                    }
                });
        return steps;
    }
}
