package dev.polyglotdb.lab;

import java.util.List;
import java.util.stream.Collectors;

/** All figures of one question: a line for each side and size, a column for each figure. */
final class FigureTable {

    private static final String ENGINE = "processor, ";

    private FigureTable() {}

    /** @param rows of one question */
    static String of(List<Row> rows) {
        var columns = rows.stream()
                .map(Row::what)
                .distinct()
                .filter(what -> !what.startsWith(ENGINE) || isUsed(what, rows))
                .toList();
        var lines = rows.stream()
                .map(row -> new Line(row.side(), row.size()))
                .distinct()
                .map(line -> line.html(columns, rows))
                .collect(Collectors.joining());
        var heads = columns.stream()
                .map(what -> "<th scope=\"col\">%s<br><span class=\"unit\">%s</span></th>"
                        .formatted(Html.text(what), Html.text(unit(what, rows))))
                .collect(Collectors.joining());
        return """
                <div class="table" tabindex="0" role="region" aria-label="%s"><table>
                <thead><tr><th scope="col">side</th><th scope="col">rows</th>%s</tr></thead>
                <tbody>
                %s</tbody></table></div>
                """.formatted(Html.text("Figures: " + rows.get(0).question()), heads, lines);
    }

    /** An engine that no side asks has no column. */
    private static boolean isUsed(String what, List<Row> rows) {
        return rows.stream()
                .anyMatch(row -> row.what().equals(what) && row.figure().median() > 0);
    }

    private static String unit(String what, List<Row> rows) {
        return rows.stream()
                .filter(row -> row.what().equals(what))
                .map(Row::unit)
                .distinct()
                .collect(Collectors.joining(" / "));
    }

    private record Line(String side, long size) {

        String html(List<String> columns, List<Row> rows) {
            var cells = columns.stream()
                    .map(what -> "<td>" + cell(what, rows) + "</td>")
                    .collect(Collectors.joining());
            var sized = size == 0 ? "" : "%,d".formatted(size);
            return "<tr><th scope=\"row\">%s</th><td>%s</td>%s</tr>\n".formatted(Html.text(side), sized, cells);
        }

        private String cell(String what, List<Row> rows) {
            return rows.stream()
                    .filter(row -> row.side().equals(side)
                            && row.size() == size
                            && row.what().equals(what))
                    .findFirst()
                    .map(row -> Html.figure(row.figure()))
                    .orElse("");
        }
    }
}
