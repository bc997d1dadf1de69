package dev.polyglotdb.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The words of MongoDB's language that were looked up in its manual, each with its page. */
record MongoWordList(List<Entry> entries) {

    static final Path FILE = Path.of("src/test/resources/mongodb/commands.txt");

    private static final String MANUAL = "https://www.mongodb.com/docs/manual/";
    private static final String REFERENCE = "reference/";

    /** Who sends a word. */
    enum Use {
        APPLICATION,
        /** Tests, or the driver by itself. */
        TESTS,
        /** Either of them, but only to a real server, or only if something goes wrong. */
        RARE
    }

    record Entry(String word, Use use, String page) {}

    /**
     * Reads lines of a kind, a name and a page. Words of tests are in parentheses, rare ones in brackets. A page can be
     * left out where it is that of the line before. One that begins with a slash is outside the reference.
     */
    static MongoWordList read() {
        var entries = new ArrayList<Entry>();
        var known = new HashSet<String>();
        var page = "";
        for (var line : lines()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var use = line.startsWith("[") ? Use.RARE : line.startsWith("(") ? Use.TESTS : Use.APPLICATION;
            var parts = line.strip().replaceAll("[\\[\\]()]", "").split("\\s+");
            if (parts.length > 2) {
                page = MANUAL + (parts[2].startsWith("/") ? parts[2].substring(1) : REFERENCE + parts[2]);
            }
            var word = parts[0] + " " + parts[1];
            if (!known.add(word)) {
                throw new IllegalStateException(FILE + " has this twice: " + word);
            }
            entries.add(new Entry(word, use, page));
        }
        return new MongoWordList(entries);
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> words() {
        return entries.stream().map(Entry::word).collect(Collectors.toSet());
    }

    Set<String> words(Use use) {
        return entries.stream()
                .filter(entry -> entry.use() == use)
                .map(Entry::word)
                .collect(Collectors.toSet());
    }

    Set<String> pages() {
        return entries.stream().map(Entry::page).collect(Collectors.toSet());
    }
}
