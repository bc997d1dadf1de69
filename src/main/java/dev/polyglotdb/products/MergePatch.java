package dev.polyglotdb.products;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Applies a JSON Merge Patch (RFC 7386, section 2). */
final class MergePatch {

    private MergePatch() {}

    /**
     * Applies a patch.
     *
     * @param target the current value; null if there is none. If both are objects, the target is modified
     * @return the patched value
     */
    static JsonNode apply(@Nullable JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        var result = target instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        changes.properties().forEach(change -> {
            var name = change.getKey();
            if (change.getValue().isNull()) {
                result.remove(name);
            } else {
                result.set(name, apply(result.get(name), change.getValue()));
            }
        });
        return result;
    }
}
