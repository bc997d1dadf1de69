package dev.polyglotdb.platform.json;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.node.ObjectNode;

/** All fields of an object that its type does not have. Jackson names the first of them only. */
final class UnknownFields {

    private UnknownFields() {}

    static Set<String> of(ObjectNode object, UnrecognizedPropertyException first) {
        var known = first.getKnownPropertyIds();
        if (known == null) {
            return Set.of(first.getPropertyName());
        }
        var ignored = first.getReferringClass().getAnnotation(JsonIgnoreProperties.class);
        var accepted = ignored == null ? List.<String>of() : List.of(ignored.value());
        return object.propertyNames().stream()
                .filter(name -> !known.contains(name) && !accepted.contains(name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
