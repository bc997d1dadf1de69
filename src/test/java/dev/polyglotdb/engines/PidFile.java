package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Identifies the process that runs in a folder, by its id and its start time, because ids are reused. */
final class PidFile {

    /** Linux reports start times relative to the boot time, which moves slightly when the clock is adjusted. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private PidFile() {}

    static void write(Path folder, ProcessHandle process) throws IOException {
        Instant start = process.info().startInstant().orElse(Instant.EPOCH);
        Files.writeString(in(folder), "%d %s%n".formatted(process.pid(), start));
    }

    /** Returns the process that the file identifies, if that process is still alive. */
    static Optional<ProcessHandle> read(Path folder) {
        try {
            String[] words = Files.readString(in(folder)).strip().split(" ");
            Instant start = Instant.parse(words[1]);
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info()
                            .startInstant()
                            .filter(actual ->
                                    Duration.between(start, actual).abs().compareTo(TOLERANCE) <= 0)
                            .isPresent());
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // no file, or an incomplete one: it identifies no process
        }
    }

    static void delete(Path folder) {
        try {
            Files.deleteIfExists(in(folder));
        } catch (IOException e) {
            Console.say("%s could not be deleted: %s".formatted(in(folder), e.getMessage()));
        }
    }

    private static Path in(Path folder) {
        return folder.resolve("pid");
    }
}
