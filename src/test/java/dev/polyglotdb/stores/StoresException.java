package dev.polyglotdb.stores;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import org.jspecify.annotations.Nullable;

/** Says in one sentence for the person at the terminal why the stores can't run here, and what would help. */
public final class StoresException extends RuntimeException {

    StoresException(String sentence) {
        super(sentence);
    }

    StoresException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** Explains a failure to use files in a folder. */
    static StoresException of(Path folder, IOException e) {
        if (isDiskFull(e)) {
            return new StoresException("The disk that holds %s is full: make room there.".formatted(folder), e);
        }
        if (isDenied(e)) {
            return new StoresException(
                    "The folder %s can't be written to: allow it, or name another with -Dpolyglot.stores.dir=…"
                            .formatted(folder),
                    e);
        }
        return new StoresException("The folder %s can't be used: %s".formatted(folder, reason(e)), e);
    }

    /** The innermost message, which is the one that names the trouble. */
    static String reason(Throwable failure) {
        String reason = failure.toString();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t.getMessage() != null) {
                reason = t.getMessage();
            }
        }
        return reason;
    }

    static boolean isDiskFull(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t.getMessage() != null && t.getMessage().contains("No space left")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDenied(Throwable failure) {
        return failure instanceof AccessDeniedException
                || failure.getCause() instanceof ReadOnlyFileSystemException
                || (failure.getMessage() != null && failure.getMessage().contains("Read-only"));
    }
}
