package dev.polyglotdb.resilience;

import dev.polyglotdb.testing.OptionalTools;
import java.time.Duration;
import java.util.Map;

/** The environment of a process whose time of day is ahead, by Debian's {@code libfaketime}. */
final class ClockAhead {

    private ClockAhead() {}

    static Map<String, String> environment(Duration ahead) {
        var faketime = OptionalTools.file(
                "libfaketime",
                "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
                "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1");
        return Map.of(
                "LD_PRELOAD",
                faketime.toString(),
                "FAKETIME",
                "+%ds".formatted(ahead.toSeconds()),
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Otherwise Object.wait returns at once.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0",
                // Java looks at the times of its class path.
                "NO_FAKE_STAT",
                "1");
    }
}
