package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody is told whose engine does not start. */
@Tag("fast")
class LocalEngineTests {

    @TempDir
    private Path folder;

    @Test
    void ofAnEngineThatEndsItSaysHowAndItsLastWords() {
        assertFails("echo no room; exit 3", "Script ended with exit code 3 while it started: \"no room\" (more in %s)");
    }

    @Test
    void ofOneThatEndsWithoutAWordItSaysSo() {
        assertFails("exit 127", "Script ended with exit code 127 while it started and wrote nothing to %s");
    }

    private void assertFails(String script, String message) {
        assertThatExceptionOfType(StoresException.class)
                .isThrownBy(() -> new Script(folder, script).start())
                .withMessage(message, folder.resolve("engine.log"));
    }

    /** An engine that does as the script says. */
    private static final class Script extends LocalEngine {

        private final String script;

        Script(Path folder, String script) {
            super(Engine.REDIS, folder, Ports.random());
            this.script = script;
        }

        @Override
        String description() {
            return "Script";
        }

        @Override
        void prepare() {}

        @Override
        List<String> command() {
            return List.of("sh", "-c", script);
        }

        @Override
        void requestStop(Process process) {
            process.destroy();
        }
    }
}
