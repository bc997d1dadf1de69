package dev.polyglotdb.platform.json;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Holds that a body judges itself also when a client left out any of its values, in one element or in two alike. */
@Tag("fast")
class SelfCheckedTests {

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyToleratesThatAnyOfItsValuesIsMissing(Class<?> body) {
        for (var variant : variants(body)) {
            assertThatCode(((SelfChecked.Body) variant)::problems)
                    .as(variant.toString())
                    .doesNotThrowAnyException();
        }
    }

    static Stream<Arguments> bodies() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(SelfChecked.Body.class));
        return scanner.findCandidateComponents("dev.polyglotdb").stream()
                .map(BeanDefinition::getBeanClassName)
                .map(name -> ClassUtils.resolveClassName(Objects.requireNonNull(name), null))
                .map(type -> argumentSet(type.getSimpleName(), type));
    }

    /** Returns the record with each combination of values, among which each may be missing. */
    private static List<Object> variants(Class<?> type) {
        var components = type.getRecordComponents();
        var rows = List.of(List.of());
        for (var component : components) {
            var longer = new ArrayList<List<Object>>();
            for (var row : rows) {
                for (var value : values(component.getType(), component.getGenericType())) {
                    if (value == null && type.isAnnotationPresent(JsonDeserialize.class)) {
                        continue; // its own code makes it, and leaves nothing out
                    }
                    var next = new ArrayList<Object>(row);
                    next.add(value);
                    longer.add(next);
                }
            }
            rows = List.copyOf(
                    longer.stream().map(Collections::unmodifiableList).toList());
        }
        return rows.stream().map(row -> make(type, components, row)).toList();
    }

    private static List<Object> values(Class<?> type, Type generic) {
        if (type == List.class) {
            var element = (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0];
            var lists = new ArrayList<Object>();
            lists.add(null);
            values(element, element).forEach(value -> lists.add(Arrays.asList(value, value, null)));
            return lists;
        }
        if (type.isEnum()) {
            var constants = new ArrayList<Object>(List.of(type.getEnumConstants()));
            constants.add(null);
            return constants;
        }
        if (type.isRecord() && type != FreeForm.class) {
            var records = new ArrayList<>(variants(type));
            records.add(null);
            return records;
        }
        return type.isPrimitive() ? List.of(example(type)) : Arrays.asList(example(type), null);
    }

    private static Object example(Class<?> type) {
        return Stream.of(true, 1, "x", Instant.EPOCH, BigDecimal.TEN, FreeForm.EMPTY)
                .filter(value -> type.isInstance(value) || isBoxed(type, value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example of " + type));
    }

    private static boolean isBoxed(Class<?> type, Object value) {
        return type == boolean.class && value instanceof Boolean || type == int.class && value instanceof Integer;
    }

    private static Object make(Class<?> type, RecordComponent[] components, List<Object> values) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
