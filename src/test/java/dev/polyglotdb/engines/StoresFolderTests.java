package dev.polyglotdb.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

@Tag("fast")
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

            assertThat(leftover.toHandle().isAlive()).isFalse();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            leftover.destroyForcibly();
            stranger.destroyForcibly();
        }
    }

    @Test
    void deletesWhatAKilledLauncherLeftBehind() throws IOException, InterruptedException {
        Process killed = sleeper();
        killed.destroyForcibly().waitFor();
        Path abandoned = folderOf(killed);

        StoresFolder.temporary().close();

        assertThat(abandoned).doesNotExist();
    }

    @Test
    void leavesAloneWhatBelongsToALiveProcessThoughItsLockBeLost() throws IOException {
        Process owner = sleeper();
        Path folder = folderOf(owner);
        try {
            StoresFolder.temporary().close();

            assertThat(folder).exists();
        } finally {
            owner.destroyForcibly();
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    @Test
    void leavesAloneWhatIsItsOwn() throws IOException {
        try (StoresFolder own = StoresFolder.temporary()) {
            Files.setLastModifiedTime(
                    own.path().resolve("stores.lock"),
                    FileTime.from(Instant.now().minusSeconds(120)));

            StoresFolder.temporary().close();

            assertThat(own.path()).exists();
        }
    }

    private static Path folderOf(Process owner) throws IOException {
        StoresFolder model = StoresFolder.temporary();
        model.close();
        Files.createDirectories(model.path());
        Path lock = Files.writeString(model.path().resolve("stores.lock"), owner.pid() + "\n");
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(120)));
        return model.path();
    }

    private static Process sleeper() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(), "-cp", System.getProperty("java.class.path"), Sleeper.class.getName())
                .start();
    }

    /** A program that ends when its input ends. */
    static final class Sleeper {

        private Sleeper() {}

        public static void main(String[] args) throws IOException {
            System.in.read();
        }
    }
}
