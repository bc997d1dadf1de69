package dev.polyglotdb.resilience.fuzz;

import dev.polyglotdb.platform.apidocs.Place;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON that fits a schema, followed by a few random changes of its tree, its text or its bytes. */
final class RandomBodies {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A placeholder for a text that a JSON tree cannot represent. */
    private static final String MARK = "@@RAW@@";

    private static final List<String> RAW = List.of(
            "1e999999999",
            "-1e999999999",
            "1e-999999999",
            "1e99999999999999999999",
            "100e2147483647",
            "1000e-2147483647",
            "-0",
            "-0.0",
            "1E400",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "2147483648",
            "0.1000000000000000055511151231257827021181583404541015625",
            "9".repeat(400),
            "0." + "0".repeat(400) + "1",
            "01",
            "+1",
            ".5",
            "1.",
            "0x10",
            "1_000",
            "NaN",
            "Infinity",
            "nul",
            "True",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"\\x\"",
            "\"\t\"",
            "'a'",
            "// a\n1",
            "",
            "{\"a\": 1, \"a\": 2}",
            "{\"a\": 1, \"\\u0061\": 2}",
            nested(60),
            nested(70),
            nested(1500),
            "{\"a\":".repeat(500) + "1" + "}".repeat(500));

    private static final List<String> BYTES = List.of(
            "\u00c0\u00af",
            "\u00e0\u0080\u00af",
            "\u00ed\u00a0\u0080",
            "\u00f5\u0080\u0080\u0080",
            "\u00ff",
            "\u0080",
            "\u00c3",
            "\u0000",
            "\u00ef\u00bb\u00bf");

    private final RandomValues values;
    private final Random random;

    RandomBodies(RandomValues values, Random random) {
        this.values = values;
        this.random = random;
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    byte[] of(Place content) {
        if (content.has("x-itemSchema")) {
            return lines(content.member("x-itemSchema"));
        }
        return mutated(values.of("", content.member("schema")));
    }

    private byte[] lines(Place schema) {
        var bytes = new ByteArrayOutputStream();
        for (var i = random.nextInt(4); i >= 0; i--) {
            bytes.writeBytes(mutated(values.of("", schema)));
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    private byte[] mutated(JsonNode value) {
        var tree = value.deepCopy();
        for (var i = Math.max(0, random.nextInt(6) - 2); i > 0; i--) {
            tree = changed(tree);
        }
        var text = tree.toString();
        while (text.contains('"' + MARK + '"')) {
            text = text.replace('"' + MARK + '"', RAW.get(random.nextInt(RAW.size())));
        }
        return random.nextInt(8) > 0 ? text.getBytes(StandardCharsets.UTF_8) : broken(text);
    }

    private JsonNode changed(JsonNode tree) {
        var containers = new ArrayList<JsonNode>();
        collect(tree, containers);
        if (containers.isEmpty() || random.nextInt(20) == 0) {
            return hostile();
        }
        var container = containers.get(random.nextInt(containers.size()));
        if (container instanceof ObjectNode object) {
            change(object);
        } else if (container instanceof ArrayNode array) {
            change(array);
        }
        return tree;
    }

    private void change(ObjectNode object) {
        var names = List.copyOf(object.propertyNames());
        if (names.isEmpty() || random.nextInt(6) == 0) {
            object.set(HostileText.pick(random), hostile());
            return;
        }
        var name = names.get(random.nextInt(names.size()));
        if (random.nextInt(5) == 0) {
            object.remove(name);
        } else {
            object.set(name, hostile());
        }
    }

    private void change(ArrayNode array) {
        if (array.isEmpty() || random.nextInt(4) == 0) {
            array.add(hostile());
        } else if (random.nextInt(3) == 0) {
            // Often adds one element too many.
            var element = array.get(random.nextInt(array.size()));
            for (var i = 1 << random.nextInt(8); i > 0; i--) {
                array.add(element.deepCopy());
            }
        } else {
            array.set(random.nextInt(array.size()), hostile());
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private JsonNode hostile() {
        return switch (random.nextInt(10)) {
            case 0 -> NODES.nullNode();
            case 1 -> values.free(4);
            case 2 -> NODES.objectNode().set(HostileText.pick(random), NODES.nullNode());
            case 3 -> NODES.numberNode(random.nextInt(5) - 2);
            case 4, 5 -> NODES.stringNode(MARK);
            default -> NODES.stringNode(HostileText.pick(random));
        };
    }

    /** Removes or repeats a part of the text, or changes its encoding. */
    private byte[] broken(String text) {
        var at = random.nextInt(text.length() + 1);
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at).getBytes(StandardCharsets.UTF_8);
            case 1 -> (text + text).getBytes(StandardCharsets.UTF_8);
            case 2 -> text.getBytes(StandardCharsets.UTF_16);
            case 3 -> " ".repeat(random.nextInt(20) == 0 ? (1 << 20) + 1 : 1000).getBytes(StandardCharsets.UTF_8);
            default ->
                (text.substring(0, at) + BYTES.get(random.nextInt(BYTES.size())) + text.substring(at))
                        .getBytes(StandardCharsets.ISO_8859_1);
        };
    }
}
