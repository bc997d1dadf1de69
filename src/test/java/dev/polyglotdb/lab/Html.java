package dev.polyglotdb.lab;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** Pieces of the report. Whatever is given to them is text, and escaped. */
final class Html {

    private Html() {}

    static String text(String text) {
        return HtmlUtils.htmlEscape(text);
    }

    /** Returns a text as a string of a script, which ends neither the string nor the script. */
    static String script(String text) {
        var out = new StringBuilder("\"");
        text.chars().forEach(letter -> {
            if (letter < ' ' || letter > '~' || "\"\\<>&'".indexOf(letter) >= 0) {
                out.append("\\u%04x".formatted(letter));
            } else {
                out.append((char) letter);
            }
        });
        return out.append('"').toString();
    }

    static String folded(String summary, String code) {
        return "<details><summary>%s</summary><pre tabindex=\"0\">%s</pre></details>\n"
                .formatted(text(summary), text(code.strip()));
    }

    static String list(Collection<String> items) {
        return items.stream()
                .map(item -> "<li>" + text(item) + "</li>\n")
                .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
    }

    /** Returns a number with three digits that say something. */
    static String number(double value) {
        var size = Math.abs(value);
        var format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 || size == 0 ? "%.2f" : "%.3g";
        return String.format(Locale.ROOT, format, value).replaceAll("^([^.e]*)\\.0+$", "$1");
    }

    static String figure(Figure figure) {
        var median = number(figure.median());
        return figure.min() == figure.max()
                ? "<b>%s</b>".formatted(median)
                : "<b>%s</b> <span class=\"spread\">%s–%s</span>"
                        .formatted(median, number(figure.min()), number(figure.max()));
    }
}
