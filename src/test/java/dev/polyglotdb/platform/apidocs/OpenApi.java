package dev.polyglotdb.platform.apidocs;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document, read from its source. */
public final class OpenApi {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String ID = "urn:polyglotdb:openapi";

    private static final JsonNode DOCUMENT = read();
    private static final List<Operation> OPERATIONS = operations(Place.root(DOCUMENT));
    private static final List<PathItem> PATHS = PathItem.all(OPERATIONS);
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(Map.of(ID, closed(DOCUMENT.deepCopy()).toString()))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));
    private static final Map<String, Schema> COMPILED = new ConcurrentHashMap<>();

    private OpenApi() {}

    static JsonNode document() {
        return DOCUMENT;
    }

    /** A schema of the components. */
    static Place schema(String name) {
        return Place.root(DOCUMENT).member("components").member("schemas").member(name);
    }

    public static List<Operation> operations() {
        return OPERATIONS;
    }

    static Operation operation(String id) {
        return OPERATIONS.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The operations of the path, if it is documented; of {@code /users/me}, not those of {@code /users/{id}}. */
    static List<Operation> on(String path) {
        var segments = PathItem.segments(path);
        return PATHS.stream()
                .filter(item -> item.matches(segments))
                .findFirst()
                .map(PathItem::operations)
                .orElse(List.of());
    }

    /** Finds the operation that a request reaches. */
    public static Optional<Operation> find(String method, String path) {
        var asked = method.equals("HEAD") ? "GET" : method;
        return on(path).stream()
                .filter(operation -> operation.method().equals(asked))
                .findFirst();
    }

    /**
     * What is wrong with a value according to the schema at some place. An object may only have members that are
     * documented.
     */
    public static List<String> validate(JsonNode value, Place schema) {
        var compiled = COMPILED.computeIfAbsent(
                schema.pointer(), pointer -> SCHEMAS.getSchema(SchemaLocation.of(ID + "#" + pointer)));
        return compiled.validate(value).stream().map(Object::toString).toList();
    }

    private static JsonNode read() {
        try (var source = new ClassPathResource("openapi/openapi.yaml").getInputStream()) {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(source);
            return JsonMapper.shared().valueToTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Operation> operations(Place root) {
        var paths = root.member("paths");
        return paths.names().stream()
                .flatMap(template -> paths.member(template).names().stream()
                        .filter(METHODS::contains)
                        .map(method -> new Operation(
                                method.toUpperCase(Locale.ROOT),
                                template,
                                paths.member(template).member(method))))
                .toList();
    }

    /**
     * Clients have to bear with members that are new to them, so the document does not forbid these in answers; but
     * here a member that is not documented is a mistake.
     */
    private static JsonNode closed(JsonNode node) {
        node.forEach(OpenApi::closed);
        if (node instanceof ObjectNode schema
                && schema.path("properties").isObject()
                && (schema.path("type").asString("").equals("object") || schema.has("$ref"))
                && !schema.has("additionalProperties")
                && !schema.path("properties").has("instance")) {
            schema.put("unevaluatedProperties", false);
        }
        return node;
    }
}
