package dev.polyglotdb.platform.apidocs;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A place in the OpenAPI document.
 *
 * @param pointer the JSON pointer of it
 */
public record Place(JsonNode document, String pointer) {

    static Place root(JsonNode document) {
        return new Place(document, "");
    }

    public JsonNode node() {
        return document.at(pointer);
    }

    /** The place of a member, even if nothing is there. */
    public Place member(String name) {
        return new Place(document, pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    /** What is at a member, or where its reference leads. */
    public Optional<Place> find(String name) {
        var there = member(name);
        if (there.node().isMissingNode()) {
            return Optional.empty();
        }
        var reference = there.node().path("$ref");
        return Optional.of(
                reference.isString() ? new Place(document, reference.asString().substring(1)) : there);
    }

    public List<String> names() {
        return List.copyOf(node().propertyNames());
    }

    public String text(String name) {
        return node().path(name).asString("");
    }

    public boolean has(String name) {
        return node().has(name);
    }
}
