package dev.polyglotdb.platform.json;

/** A request body whose Java structure differs from its JSON structure. It converts the path of a property. */
public interface JsonShaped {

    /**
     * Returns the path of a property in the JSON text.
     *
     * @param propertyPath a Bean Validation path such as {@code events[3].type}
     * @return the path without properties that only the Java structure has
     */
    String jsonPath(String propertyPath);
}
