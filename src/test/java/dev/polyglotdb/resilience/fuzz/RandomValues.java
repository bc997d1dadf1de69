package dev.polyglotdb.resilience.fuzz;

import dev.polyglotdb.platform.apidocs.Place;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that a schema allows, or that violate it slightly. */
final class RandomValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final FuzzWorld world;
    private final Random random;

    RandomValues(FuzzWorld world, Random random) {
        this.world = world;
        this.random = random;
    }

    /** @param name the name of the member or parameter; for some names the meaning goes beyond the schema */
    JsonNode of(String name, Place schema) {
        var node = schema.node();
        if (node.path("type").asString("").equals("object") || schema.has("properties")) {
            return object(schema);
        }
        if (node.path("type").asString("").equals("array")) {
            return array(name, schema);
        }
        if (schema.has("enum")) {
            return any(node.path("enum"));
        }
        if (schema.has("const")) {
            return node.path("const");
        }
        return switch (name) {
            case "id", "productId" -> text(world.product(random));
            case "email" ->
                text(random.nextBoolean() ? world.user().email() : "fuzz-%x@example.com".formatted(random.nextInt()));
            case "password" -> text(random.nextInt(4) > 0 ? world.user().password() : "correct horse");
            case "currentPassword", "newPassword" -> text(world.leaver().password());
            case "name", "description", "category", "brand", "q" ->
                text(pick("lamp", "Fuzzy lamp", "Ünïcode", "U\u0308ni\u0308code", "한", "\u1112\u1161\u11ab", "a b c"));
            case "currency" -> text(pick("USD", "USD", "EUR", "JPY", "KWD"));
            case "amount", "minPrice", "maxPrice" ->
                NODES.numberNode(new BigDecimal(pick("0", "1", "9.99", "1e2", "0.001", "1000000000000")));
            case "type" -> text(pick("VIEW", "ADD_TO_CART", "A"));
            case "target" -> text(pick("activity", "recommendations", "elsewhere"));
            case "token" -> text(token());
            case "from", "to", "updatedSince", "occurredAt" -> text(RandomTimes.pick(random));
            case "eventId" -> text(new UUID(0x4000, Long.MIN_VALUE + random.nextInt(8)).toString());
            case "cursor" ->
                text(world.cursors().get(random.nextInt(world.cursors().size())));
            default -> bySchema(name, schema);
        };
    }

    /** The slow card, which takes a second, is chosen rarely. */
    private String token() {
        return random.nextInt(50) == 0
                ? "tok_slow"
                : pick("tok_visa", "tok_visa", "tok_declined", "tok_error", "tok_other");
    }

    private JsonNode bySchema(String name, Place schema) {
        if (schema.has("$ref")) {
            return of(name, schema.target());
        }
        if (schema.has("oneOf")) {
            return of(
                    name,
                    schema.member("oneOf")
                            .element(random.nextInt(schema.node().path("oneOf").size())));
        }
        var types = schema.node().path("type");
        var type = types.isArray() ? any(types).asString() : types.asString("");
        return switch (type) {
            case "integer", "number" -> NODES.numberNode(number(schema.node()));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "string" -> text("text " + random.nextInt(100));
            case "null" -> NODES.nullNode();
            default -> free(3);
        };
    }

    private long number(JsonNode schema) {
        var least = schema.path("minimum").asLong(0);
        var most = schema.path("maximum").asLong(1000);
        return switch (random.nextInt(6)) {
            case 0 -> least;
            case 1 -> most;
            default -> least + random.nextInt((int) Math.min(100, Math.max(1, most - least)));
        };
    }

    private ObjectNode object(Place schema) {
        var object = NODES.objectNode();
        if (!schema.has("properties")) {
            return free(3) instanceof ObjectNode free ? free : object;
        }
        var required = schema.node()
                .path("required")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        var properties = schema.member("properties");
        for (var name : properties.names()) {
            if (required.contains(name) || random.nextBoolean()) {
                object.set(name, of(name, properties.member(name)));
            }
        }
        if (object.has("eventId") && random.nextBoolean()) {
            // An id is taken again only if the time is the same too.
            object.set("occurredAt", text(RandomTimes.lastHour(random)));
        }
        return object;
    }

    private ArrayNode array(String name, Place schema) {
        var array = NODES.arrayNode();
        var size = schema.node().path("minItems").asInt(0) + random.nextInt(3);
        for (var i = 0; i < size; i++) {
            array.add(of(name, schema.member("items")));
        }
        return array;
    }

    /** Returns arbitrary JSON, mostly an object. */
    JsonNode free(int depth) {
        if (depth == 0) {
            return text(HostileText.pick(random));
        }
        return switch (random.nextInt(8)) {
            case 0 -> NODES.numberNode(random.nextLong());
            case 1 -> NODES.numberNode(random.nextDouble());
            case 2 -> NODES.booleanNode(random.nextBoolean());
            case 3 -> NODES.nullNode();
            case 4 -> NODES.arrayNode().add(free(depth - 1)).add(free(depth - 1));
            case 5 -> NODES.objectNode();
            default -> NODES.objectNode().set(HostileText.pick(random), free(depth - 1));
        };
    }

    private JsonNode any(JsonNode array) {
        return array.get(random.nextInt(array.size()));
    }

    private String pick(String... texts) {
        return List.of(texts).get(random.nextInt(texts.length));
    }

    private static JsonNode text(String text) {
        return NODES.stringNode(text);
    }
}
