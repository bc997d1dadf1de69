package dev.polyglotdb.engines;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Tells the user at the terminal in one sentence why the stores can't run here, and what would help. */
public final class StoresException extends RuntimeException {

    StoresException(String sentence) {
        super(sentence);
    }

    StoresException(@Nullable String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** Creates an exception for a failure to access files in a folder. */
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
        if (e instanceof FileAlreadyExistsException) {
            return new StoresException("%s is a file: name a folder with -Dpolyglot.stores.dir=…".formatted(folder), e);
        }
        return new StoresException("The folder %s can't be used: %s".formatted(folder, reason(e)), e);
    }

    /** Returns an exception with the message of a failure in another thread. Wraps an unexpected failure. */
    static StoresException of(ExecutionException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof StoresException known) {
                return new StoresException(known.getMessage(), e);
            }
        }
        return new StoresException("The stores could not be started: " + reason(e), e);
    }

    /** Returns the innermost message, which usually names the cause. */
    static String reason(Throwable failure) {
        String reason = failure.toString();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t.getMessage() != null) {
                reason = t instanceof UnknownHostException ? "no address for " + t.getMessage() : t.getMessage();
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
