package dev.polyglotdb.platform.apidocs;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A place in the OpenAPI document.
 *
 * @param pointer the JSON pointer of it
 * @param node what is there
 */
public record Place(JsonNode document, String pointer, JsonNode node) {

    static Place root(JsonNode document) {
        return new Place(document, "", document);
    }

    /** The place of a member, even if nothing is there. */
    public Place member(String name) {
        var token = name.replace("~", "~0").replace("/", "~1");
        return new Place(document, pointer + "/" + token, node.path(name));
    }

    /** The place of an element, even if nothing is there. */
    public Place element(int index) {
        return new Place(document, pointer + "/" + index, node.path(index));
    }

    /** What is at a member, or where its reference leads. */
    public Optional<Place> find(String name) {
        var there = member(name);
        return there.node.isMissingNode() ? Optional.empty() : Optional.of(there.target());
    }

    /** Where its reference leads; this place if it has none. */
    public Place target() {
        var reference = node.path("$ref");
        if (!reference.isString()) {
            return this;
        }
        var there = reference.asString().substring(1);
        return new Place(document, there, document.at(there));
    }

    public List<String> names() {
        return List.copyOf(node.propertyNames());
    }

    public String text(String name) {
        return node.path(name).asString("");
    }

    public boolean has(String name) {
        return node.has(name);
    }

    @Override
    public String toString() {
        return pointer;
    }
}
