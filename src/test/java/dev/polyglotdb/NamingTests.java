package dev.polyglotdb;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import jakarta.persistence.Entity;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One name is one type: whoever reads {@code orders} anywhere knows which class it is. */
@Tag("fast")
class NamingTests {

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
