package dev.polyglotdb.orders;

import dev.polyglotdb.platform.Sha256;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The hash of a request, by which a repeated one is known. A client may repeat a request that the version before this
 * one has answered, and the other way round. So properties that are absent do not count, or each new property would
 * change the hash of all requests; but for those that the first version counted.
 */
final class RequestHash {

    private static final Set<String> COUNT_WHEN_ABSENT = Set.of("payment", "token");

    private RequestHash() {}

    /** Returns the hash. The request itself must not be stored: it may contain the token of a card. */
    static String of(Object request, JsonMapper json) {
        var tree = json.<JsonNode>valueToTree(request);
        dropAbsent(tree);
        return Sha256.hex(tree.toString());
    }

    private static void dropAbsent(JsonNode node) {
        if (node.isObject()) {
            node.properties()
                    .removeIf(
                            property -> property.getValue().isNull() && !COUNT_WHEN_ABSENT.contains(property.getKey()));
        }
        node.values().forEach(RequestHash::dropAbsent);
    }
}
