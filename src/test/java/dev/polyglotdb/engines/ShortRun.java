package dev.polyglotdb.engines;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The run of a program that does its work and ends. */
final class ShortRun {

    private static final int PATIENCE_MINUTES = 3;

    private ShortRun() {}

    /**
     * Returns how it ends. One that does not, or is not waited for any longer, is killed.
     *
     * @throws IOException if it does not end in time
     */
    static int exit(Process program) throws IOException, InterruptedException {
        try {
            if (!program.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("%s did not end within %d minutes"
                        .formatted(program.info().command().orElse("a program"), PATIENCE_MINUTES));
            }
            return program.exitValue();
        } finally {
            program.destroyForcibly();
        }
    }
}
