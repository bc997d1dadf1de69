package dev.polyglotdb.platform.apidocs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A documented operation.
 *
 * @param template the path, such as {@code /users/{id}}
 */
public record Operation(String method, String template, Place place) {

    public String id() {
        return place.text("operationId");
    }

    /** The role that it needs; nothing if anyone may call it. */
    public Optional<String> role() {
        return place.member("security")
                .node()
                .valueStream()
                .flatMap(requirement -> requirement.path("session").valueStream())
                .map(JsonNode::asString)
                .findFirst();
    }

    /** Whether such a status is promised. */
    public boolean answers(int status) {
        return response(status).isPresent();
    }

    public List<Integer> statuses() {
        return place.member("responses").names().stream().map(Integer::valueOf).toList();
    }

    public Optional<Place> response(int status) {
        return place.find("responses").flatMap(responses -> responses.find(Integer.toString(status)));
    }

    /** The media type of the body and where it is described. */
    public Optional<Map.Entry<String, Place>> body() {
        return place.find("requestBody")
                .map(body -> body.member("content"))
                .flatMap(content ->
                        content.names().stream().findFirst().map(type -> Map.entry(type, content.member(type))));
    }

    /** The parameters of the path and of the operation. */
    public List<Place> parameters() {
        var places = new ArrayList<Place>();
        var path = Place.root(place.document()).member("paths").member(template);
        Stream.of(path, place).map(owner -> owner.member("parameters")).forEach(list -> {
            for (var i = 0; i < list.node().size(); i++) {
                places.add(list.element(i).target());
            }
        });
        return places;
    }

    boolean takesInput() {
        return body().isPresent() || !parameters().isEmpty();
    }

    /** The names of the parameters of the query. */
    public List<String> queryParameters() {
        return parameters().stream()
                .filter(parameter -> parameter.text("in").equals("query"))
                .map(parameter -> parameter.text("name"))
                .toList();
    }

    /** The path with the examples of its parameters. */
    public String examplePath() {
        var path = template;
        for (var parameter : parameters()) {
            path = path.replace("{" + parameter.text("name") + "}", parameter.text("example"));
        }
        return path;
    }

    @Override
    public String toString() {
        return method + " " + template;
    }
}
