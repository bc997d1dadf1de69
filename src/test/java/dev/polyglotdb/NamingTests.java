package dev.polyglotdb;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One name is one type: whoever reads {@code orders} anywhere knows which class it is. */
@Tag("fast")
class NamingTests {

    private static final Map<String, String> FACADES = Map.of(
            "products", "ProductService",
            "users", "UserService",
            "orders", "OrderService",
            "stock", "StockService",
            "payments", "CardPayments",
            "followers", "OrderFollowers",
            "outbox", "OutboxService",
            "activity", "ActivityService");

    private static final Pattern TEXT = Pattern.compile("(?s)\"(?:\\\\.|[^\"\\\\\\n])*\"|/\\*.*?\\*/|//[^\\n]*");

    private static final Pattern DECLARED = Pattern.compile(
            "\\b([A-Z]\\w*(?:<[^()=;]*>)?|var) (%s)\\s*[,)=;:]".formatted(String.join("|", FACADES.keySet())));

    /** The parameter of a lambda shows no type. */
    private static final Pattern UNTYPED =
            Pattern.compile("\\b(?:%s) ->".formatted(String.join("|", FACADES.keySet())));

    @Test
    void theFieldsThatHoldAClassOfOursHaveANameThatStandsForNoOtherType() {
        var types = OwnClasses.ALL.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> !field.getName().contains("$"))
                .collect(groupingBy(
                        JavaField::getName,
                        TreeMap::new,
                        mapping(
                                JavaField::getRawType,
                                toCollection(() -> new TreeSet<>(Comparator.comparing(JavaClass::getName))))));

        assertThat(ambiguous(types)).isEmpty();
    }

    /** Parameters and variables as well, which only the sources name. */
    @Test
    void whatIsCalledLikeAFacadeIsThatFacadeEverywhere() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")).flatMap(NamingTests::misnamed))
                    .isEmpty();
        }
    }

    /** Otherwise Maven takes the file for changed, and compiles all of them again at each start and each test. */
    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void eachFileDeclaresTheTypeOfItsName(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.endsWith("package-info.java"))
                            .map(file -> root.relativize(file).toString())
                            .filter(file -> NamingTests.class.getResource(compiled(file)) == null))
                    .isEmpty();
        }
    }

    private static String compiled(String file) {
        return "/" + file.replace('\\', '/').replaceAll("\\.java$", ".class");
    }

    private static Stream<String> misnamed(Path file) {
        var code = TEXT.matcher(read(file)).replaceAll("");
        var misnamed =
                DECLARED.matcher(code).results().filter(found -> !found.group(1).equals(FACADES.get(found.group(2))));
        return Stream.concat(misnamed, UNTYPED.matcher(code).results())
                .map(found -> file.getFileName() + ": " + found.group());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Values such as a {@code price} may be a type of ours here and a number there; collaborators may not. */
    private static Map<String, String> ambiguous(Map<String, TreeSet<JavaClass>> types) {
        return types.entrySet().stream()
                .filter(name -> name.getValue().size() > 1)
                .filter(name -> name.getValue().stream().anyMatch(NamingTests::isCollaborator))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        name -> name.getValue().stream()
                                .map(JavaClass::getSimpleName)
                                .collect(Collectors.joining(", "))));
    }

    private static boolean isCollaborator(JavaClass type) {
        return type.getPackageName().startsWith("dev.polyglotdb")
                && !type.isRecord()
                && !type.isEnum()
                && !type.isAnnotatedWith(Entity.class)
                && type.getEnclosingClass().isEmpty();
    }
}
