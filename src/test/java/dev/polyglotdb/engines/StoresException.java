package dev.polyglotdb.engines;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Says in one sentence for the person at the terminal why the stores can't run here, and what would help. */
public final class StoresException extends RuntimeException {

    StoresException(String sentence) {
        super(sentence);
    }

    StoresException(@Nullable String sentence, @Nullable Throwable cause) {
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
        if (e instanceof FileAlreadyExistsException) {
            return new StoresException("%s is a file: name a folder with -Dpolyglot.stores.dir=…".formatted(folder), e);
        }
        return new StoresException("The folder %s can't be used: %s".formatted(folder, reason(e)), e);
    }

    /** Repeats the sentence of a failure in another thread, and wraps a failure that nobody foresaw. */
    static StoresException of(ExecutionException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof StoresException known) {
                return new StoresException(known.getMessage(), e);
            }
        }
        return new StoresException("The stores could not be started: " + reason(e), e);
    }

    /** The innermost message, which is the one that names the trouble. */
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
