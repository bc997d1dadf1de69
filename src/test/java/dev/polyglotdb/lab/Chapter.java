package dev.polyglotdb.lab;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** An experiment in the report. */
record Chapter(Experiment experiment, Notes notes) {

    /** What is drawn; all else is in the table only. */
    private static final Set<String> NOT_DRAWN = Set.of(Metric.MEDIAN.title());

    private static final String PART = "processor, ";

    String html() {
        return """
                <section id="%s"><h2>%s</h2>
                <p class="lead">%s</p>
                %s%s%s%s%s</section>
                """.formatted(
                        Html.text(experiment.name()),
                        Html.text(experiment.title()),
                        Html.text(experiment.question()),
                        part("What came out", notes.findings().isEmpty() ? "" : Html.list(notes.findings())),
                        questions(),
                        part("Models and statements", folded(notes.models())),
                        part("Plans", folded(notes.plans())),
                        part("What an acknowledged write survives", durability()));
    }

    private String questions() {
        return notes.rows().stream()
                .map(Row::question)
                .distinct()
                .map(question -> notes.rows().stream()
                        .filter(row -> row.question().equals(question))
                        .toList())
                .map(Chapter::question)
                .collect(Collectors.joining());
    }

    private static String question(List<Row> rows) {
        var charts = rows.stream()
                .map(Row::what)
                .distinct()
                .filter(what -> !NOT_DRAWN.contains(what) && !what.startsWith(PART))
                .map(what ->
                        rows.stream().filter(row -> row.what().equals(what)).toList())
                .map(Chart::of)
                .collect(Collectors.joining());
        return "<h3>%s</h3><div class=\"charts\">%s</div>%s"
                .formatted(Html.text(rows.get(0).question()), charts, FigureTable.of(rows));
    }

    private String durability() {
        return notes.durability().isEmpty()
                ? ""
                : Html.list(notes.durability().stream()
                        .map(note -> note.side() + ": " + note.text())
                        .toList());
    }

    private static String folded(List<Note> texts) {
        return texts.stream()
                .map(note -> Html.folded(note.side() + " · " + note.name(), note.text()))
                .collect(Collectors.joining());
    }

    private static String part(String title, String content) {
        return content.isEmpty() ? "" : "<h3>%s</h3>\n%s".formatted(Html.text(title), content);
    }
}
