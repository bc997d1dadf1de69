package dev.polyglotdb.engines;

import de.flapdoodle.embed.mongo.distribution.Version;
import de.flapdoodle.embed.process.archives.ExtractedFileSet;
import de.flapdoodle.embed.process.config.DownloadConfig;
import de.flapdoodle.embed.process.config.TimeoutConfig;
import de.flapdoodle.embed.process.io.progress.ProgressListener;
import de.flapdoodle.embed.process.transitions.DownloadPackage;
import de.flapdoodle.embed.process.transitions.InitTempDirectory;
import de.flapdoodle.reverse.StateID;
import de.flapdoodle.reverse.transitions.Start;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Finds a {@code mongod}: the one that the user configured, the one on the PATH, or the vendor's download. */
final class Mongod {

    /** The newest 8.0 that the library can download. The image of docker-compose.yml is of the same line. */
    private static final Version DOWNLOAD = Version.V8_0_23;

    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 10_000;

    private Mongod() {}

    static Version download() {
        return DOWNLOAD;
    }

    /**
     * Finds one, unless the user asks for the emulator.
     *
     * @param folder where a download may store temporary files
     */
    static @Nullable Path find(Path folder) {
        String named = System.getenv("POLYGLOT_MONGOD");
        if ("emulator".equals(named)) {
            return null;
        }
        if (named != null && !named.isBlank()) {
            Path path = Path.of(named);
            if (!runs(path)) {
                throw new StoresException("POLYGLOT_MONGOD names %s, which %s.".formatted(path, refusal(path)));
            }
            return path;
        }
        return Platform.find("mongod").filter(Mongod::runs).orElseGet(() -> download(folder));
    }

    private static @Nullable Path download(Path folder) {
        AtomicReference<@Nullable Path> executable = new AtomicReference<>();
        Console.mute("de.flapdoodle", () -> executable.set(downloadQuietly(folder)));
        Path path = executable.get();
        return path != null && runs(path) ? path : null;
    }

    private static @Nullable Path downloadQuietly(Path folder) {
        TimeoutConfig timeouts = TimeoutConfig.builder()
                .connectionTimeout(CONNECT_MILLIS)
                .readTimeout(READ_MILLIS)
                .build();
        var mongod = de.flapdoodle.embed.mongo.transitions.Mongod.instance()
                .withInitTempDirectory(InitTempDirectory.with(folder))
                .withProgressListener(Start.to(ProgressListener.class).initializedWith(new Progress()))
                .withDownloadPackage(DownloadPackage.withDefaults()
                        .withDownloadConfig(DownloadConfig.defaults().withTimeoutConfig(timeouts)));
        try (var files = mongod.transitions(DOWNLOAD).walker().initState(StateID.of(ExtractedFileSet.class))) {
            return files.current().executable();
        } catch (RuntimeException e) {
            return null; // no network, or no download for this system; the library does not distinguish them reliably
        }
    }

    static boolean runs(Path mongod) {
        String refusal = refusal(mongod);
        if (refusal != null && Files.isExecutable(mongod)) {
            Console.say(Engine.MONGODB, "is not " + mongod + ", which " + refusal);
        }
        return refusal == null;
    }

    private static @Nullable String refusal(Path mongod) {
        return MongodVersion.of(mongod)
                .map(MongodVersion::refusal)
                .orElse(Optional.of("is no mongod that runs here"))
                .orElse(null);
    }

    /** Shows the download progress in steps of ten percent. */
    private static final class Progress implements ProgressListener {

        private static final int STEP = 10;

        private int shown;

        @Override
        public void start(String label) {
            // Also called if nothing can be downloaded.
        }

        @Override
        public void progress(String label, int percent) {
            if (percent >= shown + STEP) {
                shown = percent;
                Console.say(
                        Engine.MONGODB,
                        "%d %% downloaded from the vendor, for the first start only".formatted(percent));
            }
        }

        @Override
        public void done(String label) {
            shown = 0;
        }

        @Override
        public void info(String label, String message) {
            // Not of interest to the user.
        }
    }
}
