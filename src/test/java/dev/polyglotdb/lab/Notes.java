package dev.polyglotdb.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an experiment has told: its part of the report. */
final class Notes {

    private final Map<Row.Key, Row> rows = new LinkedHashMap<>();
    private final List<Note> models = new ArrayList<>();
    private final List<Note> plans = new ArrayList<>();
    private final List<Note> durability = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();

    void add(String question, String side, long size, String what, String unit, double value) {
        rows.computeIfAbsent(
                        new Row.Key(question, side, size, what),
                        key -> new Row(question, side, size, what, unit, new ArrayList<>()))
                .rounds()
                .add(value);
    }

    /** @throws IllegalArgumentException if nobody has measured that */
    Figure figure(String question, String side, long size, String what) {
        var row = rows.get(new Row.Key(question, side, size, what));
        if (row == null) {
            throw new IllegalArgumentException(
                    "not measured: %s of %s, %s, %,d rows".formatted(what, question, side, size));
        }
        return row.figure();
    }

    List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /** The same model is noted once, however often it is used. */
    void model(Note note) {
        if (!models.contains(note)) {
            models.add(note);
        }
    }

    void plan(Note note) {
        plans.add(note);
    }

    void durability(Note note) {
        if (!durability.contains(note)) {
            durability.add(note);
        }
    }

    void finding(String text) {
        findings.add(text);
    }

    List<Note> models() {
        return Collections.unmodifiableList(models);
    }

    List<Note> plans() {
        return Collections.unmodifiableList(plans);
    }

    List<Note> durability() {
        return Collections.unmodifiableList(durability);
    }

    List<String> findings() {
        return Collections.unmodifiableList(findings);
    }
}
