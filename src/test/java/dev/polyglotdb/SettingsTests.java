package dev.polyglotdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.ClassPathText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of the settings and the code name the same settings, with the same defaults. */
@Tag("fast")
class SettingsTests {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(polyglot\\.[^`]+)` \\| (?:none|`([^`]*)`) \\|");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(polyglot\\.[^:}]+)(?::([^}]*))?}");

    @Test
    void everySettingIsOnThePageWithItsDefaultAndNoOther() throws IOException {
        var page = Files.readString(Path.of("src/docs/settings.md"));
        var told = ROW.matcher(page)
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> String.valueOf(row.group(2))));

        assertThat(told).isEqualTo(settings());
    }

    /**
     * The metadata of these is written by hand, because no class of properties holds them. A placeholder without a
     * default is of a setting whose default the application publishes.
     */
    @Test
    void everyPlaceholderInTheCodeIsASettingWithThatDefault() throws IOException {
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            var placeholders = sources.filter(Files::isRegularFile)
                    .flatMap(source -> PLACEHOLDER.matcher(read(source)).results())
                    .map(placeholder -> Map.entry(placeholder.group(1), String.valueOf(placeholder.group(2))))
                    .collect(Collectors.toSet());

            assertThat(placeholders).contains(Map.entry("polyglot.stores.response-time", "null"));
            assertThat(placeholders)
                    .filteredOn(placeholder -> !placeholder.getKey().equals("polyglot.stores.response-time"))
                    .isNotEmpty()
                    .isSubsetOf(settings().entrySet());
        }
    }

    /** A switch is a system property too, so Spring would take its text for the whole group. */
    @Test
    void noSwitchOfTheTestsIsCalledLikeAGroupOfSettings() throws IOException {
        var page = Files.readString(Path.of("src/docs/testing.md"));
        var groups = metadata().path("groups").findValuesAsString("name");

        assertThat(groups).isNotEmpty().noneMatch(group -> page.contains("\n| `" + group + "` |"));
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        metadata()
                .path("properties")
                .forEach(property ->
                        settings.put(property.path("name").stringValue(), text(property.path("defaultValue"))));
        return settings;
    }

    private static JsonNode metadata() {
        return JsonMapper.shared().readTree(ClassPathText.read("META-INF/spring-configuration-metadata.json"));
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || (value.isArray() && value.isEmpty())) {
            return "null";
        }
        return value.isNumber()
                ? new BigDecimal(value.asString()).stripTrailingZeros().toPlainString()
                : value.asString();
    }
}
