package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

@Tag("fast")
class ProcessTreeTests {

    /** Nobody else's processes sleep as long. */
    private static final String SECONDS = "271." + ProcessHandle.current().pid();

    @RepeatedTest(5)
    void whatAProcessMakesWhileItIsKilledDiesWithIt() throws IOException {
        var root = new ProcessBuilder("sh", "-c", "for i in $(seq 400); do sleep %s & done; wait".formatted(SECONDS))
                .start()
                .toHandle();
        try {
            await().until(() -> root.children().findAny().isPresent());

            ProcessTree.kill(root);

            assertThat(sleepers()).isEmpty();
        } finally {
            root.destroyForcibly();
            sleepers().forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static List<ProcessHandle> sleepers() {
        return ProcessHandle.allProcesses()
                .filter(process -> List.of(process.info().arguments().orElse(new String[0]))
                        .contains(SECONDS))
                .toList();
    }
}
