package dev.polyglotdb.platform.stores;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** The failures that drivers can raise, found on the class path, and what was decided about each. */
final class Failures {

    /** What a row of a table in {@code src/test/resources/failures} says: {@code KIND subject}. */
    record Row(FailureKind kind, String subject) {

        static Row of(String line) {
            var words = line.split(" ");
            return new Row(FailureKind.valueOf(words[0]), words[1]);
        }

        @Override
        public String toString() {
            return kind + " " + subject;
        }
    }

    private Failures() {}

    static List<Row> table(String name) throws IOException {
        return new ClassPathResource("failures/" + name + ".txt")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Row::of)
                .toList();
    }

    /**
     * Returns all public exceptions in the jars of these classes, but not what a driver keeps to itself. Reads the
     * entries, because some jars have none for their folders, which Spring's scanner needs.
     */
    static List<Class<? extends Throwable>> thrownBy(Class<?>... oneOfEachJar) throws IOException {
        var throwable = new AssignableTypeFilter(Throwable.class);
        // For each class the filter reads its superclasses, which many have in common.
        var classes = new CachingMetadataReaderFactory();
        var thrown = new ArrayList<Class<? extends Throwable>>();
        for (var type : oneOfEachJar) {
            for (var name : names(type)) {
                var reader = classes.getMetadataReader(name);
                if (reader.getClassMetadata().isConcrete() && throwable.match(reader, classes)) {
                    var found = ClassUtils.resolveClassName(name, null);
                    if (Modifier.isPublic(found.getModifiers())) {
                        thrown.add(found.asSubclass(Throwable.class));
                    }
                }
            }
        }
        return thrown;
    }

    private static List<String> names(Class<?> type) throws IOException {
        var location = type.getProtectionDomain().getCodeSource().getLocation();
        try (var jar = new JarFile(location.getPath())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name ->
                            name.endsWith(".class") && !name.startsWith("META-INF") && !name.endsWith("-info.class"))
                    .filter(name -> !name.contains("/internal/") && !name.contains("/shaded/"))
                    .map(ClassUtils::convertResourcePathToClassName)
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
        }
    }

    /** Makes one without its constructor, which may need what only the driver has. Its collections are empty. */
    static <T extends Throwable> T bare(Class<T> type) {
        var failure = new SpringObjenesis().newInstance(type);
        ReflectionUtils.doWithFields(
                type,
                field -> {
                    var value = bareValue(field.getType());
                    if (value != null) {
                        ReflectionTestUtils.setField(failure, field.getName(), value);
                    }
                },
                field -> !Modifier.isStatic(field.getModifiers())
                        && !field.getDeclaringClass().getName().startsWith("java."));
        return failure;
    }

    private static @Nullable Object bareValue(Class<?> type) {
        if (type == List.class || type == Collection.class) {
            return List.of();
        }
        if (type == Set.class) {
            return Set.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        return type != Throwable.class && Throwable.class.isAssignableFrom(type)
                ? bare(type.asSubclass(Throwable.class))
                : null;
    }
}
