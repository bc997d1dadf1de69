package dev.polyglotdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A YAML file of the project as a tree. */
final class YamlFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private YamlFile() {}

    static ObjectNode read(Path file) throws IOException {
        try (var text = Files.newBufferedReader(file)) {
            ObjectNode tree = JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
            // To YAML 1.1 the key "on" of a workflow is a boolean; to GitHub it is a word.
            var on = tree.remove("true");
            if (on != null) {
                tree.set("on", on);
            }
            return tree;
        }
    }
}
