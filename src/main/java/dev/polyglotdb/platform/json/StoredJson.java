package dev.polyglotdb.platform.json;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what some version of the application has stored as JSON. During a rolling upgrade that may be the next one, so
 * properties that this one does not know are ignored. In everything that a client sends they are refused.
 */
public final class StoredJson {

    private StoredJson() {}

    /** Returns a reader of this type that ignores unknown properties. */
    public static ObjectReader reader(JsonMapper json, Class<?> type) {
        return tolerant(json.readerFor(type));
    }

    /** Returns a reader of a list that ignores unknown properties of its elements. */
    public static ObjectReader listReader(JsonMapper json, Class<?> element) {
        return tolerant(json.readerForListOf(element));
    }

    private static ObjectReader tolerant(ObjectReader reader) {
        return reader.without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
