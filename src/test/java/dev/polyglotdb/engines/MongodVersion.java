package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The version that a {@code mongod} says it has. */
record MongodVersion(int major, int minor, int patch) {

    /** The oldest that this application is tested with. The driver talks to older ones too. */
    private static final int OLDEST_MAJOR = 7;

    /** The first patch of each series without CVE-2025-14847, by which strangers read the server's memory. */
    private static final Map<String, Integer> FIRST_SAFE = Map.of("7.0", 28, "8.0", 17, "8.2", 3);

    private static final Pattern LINE = Pattern.compile("(?m)^db version v(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");
    private static final int ANSWER_MILLIS = 10_000;

    /** Asks the program; empty if it doesn't run here or is no {@code mongod}. */
    static Optional<MongodVersion> of(Path program) {
        if (!Files.isExecutable(program)) {
            return Optional.empty();
        }
        try {
            Path said = Files.createTempFile("mongod", ".version");
            try {
                Process process = new ProcessBuilder(program.toString(), "--version")
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
                if (!process.waitFor(ANSWER_MILLIS, TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    return Optional.empty();
                }
                return process.exitValue() == 0
                        ? parse(Files.readString(said, StandardCharsets.ISO_8859_1))
                        : Optional.empty();
            } finally {
                Files.deleteIfExists(said);
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<MongodVersion> parse(String said) {
        return LINE.matcher(said)
                .results()
                .findFirst()
                .map(line -> new MongodVersion(
                        Integer.parseInt(line.group(1)),
                        Integer.parseInt(line.group(2)),
                        Integer.parseInt(line.group(3))));
    }

    /** Returns why this version is not used; empty if it is. */
    Optional<String> refusal() {
        if (major < OLDEST_MAJOR) {
            return Optional.of("is MongoDB %s: the application needs %d.0 or newer".formatted(this, OLDEST_MAJOR));
        }
        int safe = FIRST_SAFE.getOrDefault(series(), 0);
        return patch < safe
                ? Optional.of(
                        "is MongoDB %s, which has CVE-2025-14847: take %s.%d or newer".formatted(this, series(), safe))
                : Optional.empty();
    }

    /** Returns the line of releases that can read each other's data, such as {@code 8.0}. */
    String series() {
        return major + "." + minor;
    }

    @Override
    public String toString() {
        return series() + "." + patch;
    }
}
