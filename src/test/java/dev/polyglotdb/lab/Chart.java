package dev.polyglotdb.lab;

import java.util.List;
import java.util.stream.Collectors;

/** One figure of one question as a chart: groups of bars, a group a size and a bar a side, with the spread on each. */
final class Chart {

    private Chart() {}

    /** @param rows of one question and one figure */
    static String of(List<Row> rows) {
        var first = rows.get(0);
        var title = "%s: %s".formatted(first.question(), first.what());
        var json = "{\"unit\": %s, \"sizes\": %s, \"sides\": [%s]}"
                .formatted(
                        Html.script(first.unit()),
                        sizes(rows),
                        rows.stream()
                                .map(Row::side)
                                .distinct()
                                .map(side -> side(side, rows))
                                .collect(Collectors.joining(",")));
        return """
                <figure><figcaption>%s (%s)</figcaption><div class="chart"><canvas role="img" aria-label="%s"></canvas></div>
                <script type="application/json">%s</script></figure>
                """.formatted(
                        Html.text(first.what()),
                        Html.text(first.unit()),
                        Html.text("Chart of " + title + ". The figures are in the table below."),
                        json);
    }

    private static List<Long> sizes(List<Row> rows) {
        return rows.stream().map(Row::size).distinct().sorted().toList();
    }

    private static String side(String side, List<Row> rows) {
        var points = sizes(rows).stream()
                .map(size -> rows.stream()
                        .filter(row -> row.side().equals(side) && row.size() == size)
                        .findFirst()
                        .map(Row::figure)
                        .map(figure -> "[%s, %s, %s]".formatted(figure.min(), figure.median(), figure.max()))
                        .orElse("null"))
                .collect(Collectors.joining(","));
        return "{\"name\": %s, \"points\": [%s]}".formatted(Html.script(side), points);
    }
}
