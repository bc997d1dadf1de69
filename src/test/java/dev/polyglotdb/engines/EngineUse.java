package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an engine has used.
 *
 * @param processor the time that processors have worked for it since it started, in processes that have ended too
 * @param memory bytes in memory, where shared ones count once
 */
public record EngineUse(Duration processor, long memory) {

    private static final long MILLIS_A_TICK = 10;
    private static final Pattern SHARE = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");

    /** Returns what a process and its descendants have used, as {@code /proc} tells it; empty where there is none. */
    static Optional<EngineUse> of(ProcessTree tree) {
        long ticks = 0;
        long memory = 0;
        var told = false;
        for (var process : tree.processes()) {
            var folder = Path.of("/proc", Long.toString(process.pid()));
            try {
                ticks += ticks(folder);
                memory += memory(folder);
                told = true;
            } catch (IOException e) {
                // A process may end meanwhile, as those of PostgreSQL do; the others still tell.
            }
        }
        return told ? Optional.of(new EngineUse(Duration.ofMillis(ticks * MILLIS_A_TICK), memory)) : Optional.empty();
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
        var share = SHARE.matcher(Files.readString(folder.resolve("smaps_rollup")));
        return share.find() ? Long.parseLong(share.group(1)) << 10 : 0;
    }
}
