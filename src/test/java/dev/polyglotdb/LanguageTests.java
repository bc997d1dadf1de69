package dev.polyglotdb;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The application says and stores the same wherever it runs. In another language of the machine, letters have other
 * cases, and numbers other digits.
 */
@Tag("fast")
class LanguageTests {

    private static final Map<Class<?>, Set<String>> DEPEND_ON_THE_MACHINE = Map.of(
            String.class, Set.of("toLowerCase", "toUpperCase", "format"),
            DateTimeFormatter.class, Set.of("ofPattern", "ofLocalizedDate", "ofLocalizedTime", "ofLocalizedDateTime"),
            DateTimeFormatterBuilder.class, Set.of("toFormatter"),
            NumberFormat.class, Set.of("getInstance", "getNumberInstance", "getIntegerInstance", "getPercentInstance"),
            Locale.class, Set.of("getDefault"));

    /** A conversion that has digits or names. */
    private static final Pattern LOCALIZED = Pattern.compile("%(\\d+\\$)?[-+#, 0(]*\\d*(\\.\\d+)?[deEfgGtT]");

    @Test
    void noTextDependsOnTheLanguageOfTheMachine() {
        DescribedPredicate<JavaAccess<?>> dependsOnTheMachine =
                describe("the language of the machine", LanguageTests::dependsOnTheMachine);

        noClasses().should().accessTargetWhere(dependsOnTheMachine).check(OwnClasses.ALL);
    }

    private static boolean dependsOnTheMachine(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget called
                && called.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Locale.class))
                && DEPEND_ON_THE_MACHINE.entrySet().stream()
                        .anyMatch(known -> called.getOwner().isEquivalentTo(known.getKey())
                                && known.getValue().contains(called.getName()));
    }

    /** Bytecode does not tell which text is formatted. Without a conversion for numbers, formatted has no language. */
    @Test
    void noNumberIsFormattedInTheDigitsOfTheMachine() throws IOException {
        var localized = new ArrayList<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> LOCALIZED.matcher(line).find() && !line.contains("Locale.ROOT"))
                        .forEach(line -> localized.add(file + ": " + line.strip()));
            }
        }
        assertThat(localized).isEmpty();
    }
}
