package dev.polyglotdb.products;

import dev.polyglotdb.platform.json.RequestBodyReader;
import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.ValidationException;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the requested state of a product from a request body. */
@Component
class ProductBodies {

    /** Its fields have any name, and null is a value there. */
    private static final String FREE_FORM = "attributes";

    private final RequestBodyReader reader;
    private final JsonMapper json;

    ProductBodies(RequestBodyReader reader, JsonMapper json) {
        this.reader = reader;
        this.json = json;
    }

    /**
     * Reads the body of a PUT, which may omit the id.
     *
     * @throws ValidationException if the body is not a valid product, or has another id
     */
    NewProduct replacement(String id, JsonNode body) {
        if (body instanceof ObjectNode object && !object.hasNonNull("id")) {
            object.put("id", id);
        }
        return read(id, body);
    }

    /**
     * Applies a merge patch to a product.
     *
     * @throws ValidationException if the result is not a valid product, or has another id
     */
    NewProduct patched(Product product, JsonNode patch) {
        var result = MergePatch.apply(json.valueToTree(product), patch);
        showRemoved(patch, result);
        return read(product.id(), result);
    }

    /** Sets what the patch removes to null, which is the same but shows its name: it must be known, too. */
    private static void showRemoved(JsonNode patch, JsonNode result) {
        if (patch instanceof ObjectNode changes && result instanceof ObjectNode object) {
            changes.properties().forEach(change -> {
                if (change.getValue().isNull()) {
                    object.putNull(change.getKey());
                } else if (!change.getKey().equals(FREE_FORM)) {
                    showRemoved(change.getValue(), object.path(change.getKey()));
                }
            });
        }
    }

    private NewProduct read(String id, JsonNode body) {
        var given = body.path("id");
        var problems = given.isString() && !given.stringValue().equals(id)
                ? List.of(FieldProblem.of("id", "must be the id in the path"))
                : List.<FieldProblem>of();
        return reader.read(body, NewProduct.class, problems);
    }
}
