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

    private final List<String> lines;

    EngineLog(Path file) throws IOException {
        String text = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        this.lines = text.lines()
                .filter(line -> !line.isBlank() && !STACK_FRAME.matcher(line).find())
                .toList();
    }

    /** Returns the last line that looks like a reason, or else the last line. */
    String mostTellingLine() {
        String telling = lines.isEmpty() ? "it wrote nothing" : lines.get(lines.size() - 1);
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
