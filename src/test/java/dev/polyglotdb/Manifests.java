package dev.polyglotdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The manifests for Kubernetes as trees. */
final class Manifests {

    private static final Path FOLDER = Path.of("src/deploy/kubernetes");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Manifests() {}

    static List<JsonNode> all() throws IOException {
        var all = new ArrayList<JsonNode>();
        try (var files = Files.newDirectoryStream(FOLDER, "*.yaml")) {
            for (var file : files) {
                all.addAll(of(file.getFileName().toString()));
            }
        }
        return all;
    }

    static List<JsonNode> of(String file) throws IOException {
        var manifests = new ArrayList<JsonNode>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(Files.readString(FOLDER.resolve(file)))
                .forEach(document -> manifests.add(JSON.valueToTree(document)));
        return manifests;
    }

    /** Returns the only manifest of a kind, or the first. */
    static JsonNode named(String kind) throws IOException {
        return all().stream()
                .filter(manifest -> manifest.path("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
