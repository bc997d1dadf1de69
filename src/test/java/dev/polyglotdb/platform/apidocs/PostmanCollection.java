package dev.polyglotdb.platform.apidocs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The requests of the Postman collection, with their examples. */
final class PostmanCollection {

    private static final Path FILE = Path.of("src/docs/postman/polyglotdb.postman_collection.json");

    private PostmanCollection() {}

    static List<Request> requests() {
        try {
            return leaves(JsonMapper.shared().readTree(Files.readString(FILE)), "")
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Request> leaves(JsonNode node, String name) {
        return node.has("request")
                ? Stream.of(new Request(name, node))
                : node.path("item")
                        .valueStream()
                        .flatMap(item ->
                                leaves(item, name + "/" + item.path("name").asString()));
    }

    /** @param name with the names of its folders */
    record Request(String name, JsonNode item) {

        String method() {
            return item.at("/request/method").asString();
        }

        /** Without its query; of a variable in it, its name is left. */
        String path() {
            var url = item.at("/request/url");
            return (url.isString() ? url : url.path("raw"))
                    .asString()
                    .replace("{{baseUrl}}", "")
                    .replaceAll("[{}]", "")
                    .replaceFirst("\\?.*", "");
        }

        Optional<Operation> operation() {
            return OpenApi.find(method(), path());
        }

        /** The scripts that check its answer. */
        String test() {
            return item.path("event")
                    .valueStream()
                    .filter(event -> event.path("listen").asString().equals("test"))
                    .flatMap(event -> event.at("/script/exec").valueStream())
                    .map(JsonNode::asString)
                    .collect(Collectors.joining("\n"));
        }

        List<Example> examples() {
            return item.path("response").valueStream().map(Example::new).toList();
        }

        @Override
        public String toString() {
            return name + ": " + method() + " " + path();
        }
    }

    /** An answer that was got once. */
    record Example(JsonNode node) {

        int status() {
            return node.path("code").asInt();
        }

        HttpHeaders headers() {
            var headers = node.path("header")
                    .valueStream()
                    .collect(Collectors.groupingBy(
                            header -> header.path("key").asString(),
                            Collectors.mapping(header -> header.path("value").asString(), Collectors.toList())));
            return HttpHeaders.of(headers, (name, value) -> true);
        }

        String body() {
            return node.path("body").asString("");
        }
    }
}
