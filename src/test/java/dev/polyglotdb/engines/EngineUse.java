package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an engine has used.
 *
 * @param processor the time that processors have worked for it since it started, in processes that have ended too
 * @param processes the folders of {@code /proc} that tell about each of its processes
 */
public record EngineUse(Duration processor, List<Path> processes) {

    private static final long MILLIS_A_TICK = 10;
    private static final String MEMORY = "smaps_rollup";
    private static final Pattern SHARE = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");

    /** Returns what a process and its descendants have used, as {@code /proc} tells it; empty where there is none. */
    static Optional<EngineUse> of(ProcessTree tree) {
        long ticks = 0;
        var processes = new ArrayList<Path>();
        for (var process : tree.processes()) {
            var folder = Path.of("/proc", Long.toString(process.pid()));
            try {
                ticks += ticks(folder);
                if (Files.isReadable(folder.resolve(MEMORY))) {
                    processes.add(folder);
                }
            } catch (IOException e) {
                // A process may end meanwhile, as those of PostgreSQL do; the others still tell.
            }
        }
        return processes.isEmpty()
                ? Optional.empty()
                : Optional.of(new EngineUse(Duration.ofMillis(ticks * MILLIS_A_TICK), processes));
    }

    /**
     * Returns the bytes that its processes have in memory now, where shared ones count once. Linux adds them up page by
     * page, so whoever asks for the time alone should not wait for it.
     */
    public long memory() {
        long memory = 0;
        for (var folder : processes) {
            try {
                memory += memory(folder);
            } catch (IOException e) {
                // It has ended since.
            }
        }
        return memory;
    }

    /** Its own, and of those of its children that have ended: fields 14 to 17 of proc(5). */
    private static long ticks(Path folder) throws IOException {
        var stat = Files.readString(folder.resolve("stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11])
                + Long.parseLong(fields[12])
                + Long.parseLong(fields[13])
                + Long.parseLong(fields[14]);
    }

    private static long memory(Path folder) throws IOException {
        var share = SHARE.matcher(Files.readString(folder.resolve(MEMORY)));
        return share.find() ? Long.parseLong(share.group(1)) << 10 : 0;
    }
}
