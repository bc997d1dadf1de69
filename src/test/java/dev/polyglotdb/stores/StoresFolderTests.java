package dev.polyglotdb.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresFolderTests {

    @TempDir
    private Path path;

    @Test
    void belongsToOneLauncherAtATime() {
        StoresFolder first = StoresFolder.lasting(path, false);

        assertThatExceptionOfType(StoresException.class)
                .isThrownBy(() -> StoresFolder.lasting(path, false))
                .withMessageContaining("process %d", ProcessHandle.current().pid());

        first.close();
        StoresFolder.lasting(path, false).close();
    }

    @Test
    void refusesAFolderOfOtherFiles() throws IOException {
        Path file = Files.createFile(path.resolve("thesis.txt"));

        assertThatExceptionOfType(StoresException.class)
                .isThrownBy(() -> StoresFolder.lasting(path, true))
                .withMessageContaining("other files");
        assertThat(file).exists();
    }

    @Test
    void losesItsDataOnlyWhenReset() throws IOException {
        Path data = Files.createDirectories(path.resolve("stores").resolve(Engine.REDIS.id()));

        Files.createFile(path.resolve("stores").resolve("stores.lock"));
        StoresFolder.lasting(path.resolve("stores"), false).close();
        assertThat(data).exists();

        StoresFolder.lasting(path.resolve("stores"), true).close();
        assertThat(data).doesNotExist();
    }

    @Test
    void stopsTheProcessThatItsPidFileNamesAndNoOther() throws IOException {
        Process leftover = sleeper();
        Process stranger = sleeper();
        try {
            StoresFolder.lasting(path, false).close();
            Path redis = Files.createDirectories(path.resolve(Engine.REDIS.id()));
            PidFile.write(redis, leftover.toHandle());
            Path neo4j = Files.createDirectories(path.resolve(Engine.NEO4J.id()));
            Files.writeString(
                    neo4j.resolve("pid"), stranger.pid() + " " + Instant.now().minusSeconds(60));

            StoresFolder.lasting(path, false).close();

            assertThat(leftover.isAlive()).isFalse();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            leftover.destroyForcibly();
            stranger.destroyForcibly();
        }
    }

    @Test
    void deletesWhatAKilledLauncherLeftBehind() throws IOException {
        StoresFolder abandoned = StoresFolder.temporary();
        Path lock = abandoned.path().resolve("stores.lock");
        byte[] pid = Files.readAllBytes(lock);
        abandoned.close();
        Files.createDirectories(abandoned.path());
        Files.write(lock, pid);
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(120)));

        StoresFolder.temporary().close();

        assertThat(abandoned.path()).doesNotExist();
    }

    private static Process sleeper() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(), "-cp", System.getProperty("java.class.path"), Sleeper.class.getName())
                .start();
    }

    /** Ends when its input does. */
    static final class Sleeper {

        private Sleeper() {}

        public static void main(String[] args) throws IOException {
            System.in.read();
        }
    }
}
