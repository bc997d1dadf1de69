package dev.polyglotdb.engines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The log of an engine that failed. */
final class EngineLog {

    private static final Pattern TELLING =
            Pattern.compile("caused by|error|fatal|exception|could not|cannot|denied", Pattern.CASE_INSENSITIVE);
    private static final Pattern STACK_FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. )");

    private final Path file;
    private final List<String> lines;

    EngineLog(Path file) throws IOException {
        this.file = file;
        String text = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        this.lines = text.lines()
                .filter(line -> !line.isBlank() && !STACK_FRAME.matcher(line).find())
                .toList();
    }

    /** Returns the end of a sentence that says how the engine failed: what it wrote about it. */
    String lastWords() {
        return lines.isEmpty()
                ? " and wrote nothing to " + file
                : ": \"%s\" (more in %s)".formatted(mostTellingLine(), file);
    }

    /** Returns the last line that looks like a reason, or else the last line. */
    private String mostTellingLine() {
        String telling = lines.get(lines.size() - 1);
        for (String line : lines) {
            if (TELLING.matcher(line).find()) {
                telling = line;
            }
        }
        return telling.strip();
    }

    boolean tellsOfFullDisk() {
        return lines.stream().anyMatch(line -> line.contains("No space left on device"));
    }
}
