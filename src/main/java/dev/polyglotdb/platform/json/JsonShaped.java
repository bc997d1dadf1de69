package dev.polyglotdb.platform.json;

/** A request body whose Java shape differs from its JSON shape, and which can tell where a property stands in the JSON. */
public interface JsonShaped {

    /** @param propertyPath a Bean Validation path such as {@code events[3].type}; the answer is one without our own wrapping */
    String jsonPath(String propertyPath);
}
