package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs here do nothing but say a version. */
@Tag("fast")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are scripts of a shell")
class MongodVersionTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"7.0.28", "7.0.31", "8.0.17", "8.0.32", "8.2.3", "8.3.0", "9.0.0", "8.0.23-rc1"})
    void aSafeVersionIsTaken(String version) throws IOException {
        assertThat(MongodVersion.of(saying("db version v" + version))
                        .orElseThrow()
                        .refusal())
                .isEmpty();
        assertThat(Mongod.runs(saying("db version v" + version))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "7.0.0, CVE-2025-14847: take 7.0.28",
        "7.0.27, CVE-2025-14847: take 7.0.28",
        "8.0.0, CVE-2025-14847: take 8.0.17",
        "8.0.16, CVE-2025-14847: take 8.0.17",
        "8.2.2, CVE-2025-14847: take 8.2.3",
        "6.0.30, 7.0 or newer",
        "4.4.29, 7.0 or newer",
        "3.6.23, 7.0 or newer"
    })
    void anUnsafeOrOldOneIsRefusedWithTheReason(String version, String reason) throws IOException {
        Path program = saying("db version v" + version);

        assertThat(MongodVersion.of(program).orElseThrow().refusal())
                .get()
                .asString()
                .contains(version, reason);
        assertThat(Mongod.runs(program)).isFalse();
    }

    @Test
    void whatSaysNoVersionOrFailsIsNoMongod() throws IOException {
        assertThat(MongodVersion.of(saying("redis 6.2"))).isEmpty();
        assertThat(MongodVersion.of(program("echo 'db version v8.0.32'; exit 1")))
                .isEmpty();
        assertThat(MongodVersion.of(folder.resolve("missing"))).isEmpty();
        assertThat(MongodVersion.of(Files.createFile(folder.resolve("unexecutable"))))
                .isEmpty();
    }

    @Test
    void eachSeriesHasItsOwnData() throws IOException {
        assertThat(MongodVersion.of(saying("db version v7.0.31")).orElseThrow().series())
                .isEqualTo("7.0");
        assertThat(MongodVersion.of(saying("db version v8.2.1")).orElseThrow().series())
                .isEqualTo("8.2");
    }

    @Test
    void theDownloadIsAVersionThatIsTaken() throws IOException {
        assertThat(Mongod.runs(saying("db version v" + Mongod.download().asInDownloadPath())))
                .isTrue();
    }

    private Path saying(String line) throws IOException {
        return program("echo '" + line + "'; echo 'Build Info: {}'");
    }

    private Path program(String script) throws IOException {
        Path program = Files.createTempFile(folder, "mongod", "");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        awaitNobodyWritesTo(program);
        return program;
    }

    /** A process that another thread starts just then has the file open until it runs, and none may execute it. */
    private static void awaitNobodyWritesTo(Path program) {
        await().ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> new ProcessBuilder(program.toString()).start().waitFor() >= 0);
    }
}
