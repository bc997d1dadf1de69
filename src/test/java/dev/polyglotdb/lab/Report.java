package dev.polyglotdb.lab;

import dev.polyglotdb.platform.ClassPathText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The result of a run as one HTML file that needs nothing else, and the raw figures beside it.
 *
 * @param machine names and what is said of them
 */
record Report(Instant when, Scale scale, Map<String, String> machine, List<Chapter> chapters) {

    private static final String WEBJAR = "META-INF/maven/org.webjars.npm/chart.js/pom.properties";
    private static final String CHART = "META-INF/resources/webjars/chart.js/%s/dist/chart.umd.min.js";

    /** Writes the two files, and the folder if it is not there. Returns the address of the page. */
    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var day = when.toString().substring(0, 10);
        var name = "why-%s-%s".formatted(scale.name().toLowerCase(Locale.ROOT), day);
        Files.writeString(folder.resolve(name + ".csv"), Csv.of(chapters));
        return Files.writeString(folder.resolve(name + ".html"), html(name));
    }

    private String html(String name) throws IOException {
        var csv = Base64.getEncoder().encodeToString(Csv.of(chapters).getBytes(StandardCharsets.UTF_8));
        var values = Map.of(
                "day", Html.text(when.toString().substring(0, 10)),
                "scale", Html.text(scale.name().toLowerCase(Locale.ROOT)),
                "name", Html.text(name),
                "csv", csv,
                "machine",
                        machine.entrySet().stream()
                                .map(each -> "<dt>%s</dt><dd>%s</dd>"
                                        .formatted(Html.text(each.getKey()), Html.text(each.getValue())))
                                .collect(Collectors.joining("\n")),
                "contents",
                        chapters.stream()
                                .map(Chapter::experiment)
                                .map(each -> "<li><a href=\"#%s\">%s</a></li>"
                                        .formatted(Html.text(each.name()), Html.text(each.title())))
                                .collect(Collectors.joining("\n")),
                "chapters", chapters.stream().map(Chapter::html).collect(Collectors.joining("\n")),
                "library", library());
        // In one pass, so that a value that looks like a placeholder stays what it is.
        return Pattern.compile("\\$\\{(\\w+)}")
                .matcher(ClassPathText.read("lab/report.html"))
                .replaceAll(found -> Matcher.quoteReplacement(Objects.requireNonNull(values.get(found.group(1)))));
    }

    private static String library() throws IOException {
        var properties = new Properties();
        try (var in = Report.class.getClassLoader().getResourceAsStream(WEBJAR)) {
            properties.load(in);
        }
        return ClassPathText.read(CHART.formatted(properties.getProperty("version")))
                .replace("</script", "<\\/script")
                .replaceAll("//# sourceMappingURL=.*", "");
    }
}
