package dev.polyglotdb.products;

import com.mongodb.client.model.Projections;
import dev.polyglotdb.platform.json.FreeForm;
import dev.polyglotdb.platform.money.Money;
import dev.polyglotdb.products.search.SearchFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts products to and from BSON. Spring Data's converter rejects keys with dots and does not support decimal128
 * inside a free-form map. Here, every JSON value maps to one BSON type (integers to int64, other numbers to
 * decimal128), so all values are read back as they were written, though a number may get other zeros at its end.
 */
final class ProductDocuments {

    /** Of decimal128. It stores a larger exponent with this scale, and zeros that nobody wrote. */
    private static final int LEAST_SCALE = -6111;

    /** Excludes the fields that only serve queries. */
    static final Bson WITHOUT_SEARCH_FIELDS = Projections.exclude(SearchFields.FIELD);

    private ProductDocuments() {}

    static Document toDocument(Product product) {
        return new Document("_id", product.id())
                .append("name", product.name())
                .append("description", product.description())
                .append("category", product.category())
                .append("brand", product.brand())
                .append("price", toDocument(product.price()))
                .append("attributes", toDocument(product.attributes().tree()))
                .append("version", product.version())
                .append("createdAt", Date.from(product.createdAt()))
                .append("updatedAt", Date.from(product.updatedAt()))
                .append(SearchFields.FIELD, searchFields(product));
    }

    /** Matches the product as long as it has not changed. */
    static Bson unchanged(Product product) {
        return unchanged(product, product.version());
    }

    /**
     * Matches the product as long as it has this version. The version alone may be ambiguous: if one product is created
     * and deleted while another with the same id is being created, both have the same version.
     */
    static Bson unchanged(Product product, long version) {
        // Only in this form does the emulator recognize that an index applies.
        return new Document("_id", product.id())
                .append("version", version)
                .append("createdAt", Date.from(product.createdAt()));
    }

    static Document searchFields(Product product) {
        return SearchFields.of(
                product.name(), product.description(), product.category(), product.brand(), product.attributes());
    }

    static Product toProduct(Document document) {
        return new Product(
                document.getString("_id"),
                document.getString("name"),
                document.getString("description"),
                document.getString("category"),
                document.getString("brand"),
                toMoney(document),
                toAttributes(document),
                document.getLong("version"),
                instant(document, "createdAt"),
                instant(document, "updatedAt"));
    }

    static ProductSummary toSummary(Document document) {
        return new ProductSummary(document.getString("_id"), document.getString("name"), toMoney(document));
    }

    static FreeForm toAttributes(Document document) {
        return FreeForm.of(toTree(document.get("attributes", Document.class)));
    }

    /**
     * Returns the attributes in the form in which they are read back. A number with many zeros at the end, or with a
     * large exponent, has another number of zeros then.
     */
    static FreeForm asReadBack(FreeForm attributes) {
        return FreeForm.of(toTree(toDocument(attributes.tree())));
    }

    private static Document toDocument(Money price) {
        return new Document("amount", new Decimal128(price.amount())).append("currency", price.currency());
    }

    private static Money toMoney(Document document) {
        var price = document.get("price", Document.class);
        return new Money(price.get("amount", Decimal128.class).bigDecimalValue(), price.getString("currency"));
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }

    private static Document toDocument(ObjectNode object) {
        var document = new Document();
        object.properties()
                .forEach(member -> document.append(AttributeKeys.encode(member.getKey()), toBson(member.getValue())));
        return document;
    }

    private static @Nullable Object toBson(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return toDocument(object);
        }
        if (node instanceof ArrayNode array) {
            var values = new ArrayList<@Nullable Object>(array.size());
            array.forEach(element -> values.add(toBson(element)));
            return values;
        }
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            var value = node.decimalValue();
            return new Decimal128(value.precision() > 34 ? value.stripTrailingZeros() : value);
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNull() ? null : node.stringValue();
    }

    private static ObjectNode toTree(Map<String, @Nullable Object> document) {
        var object = JsonNodeFactory.instance.objectNode();
        document.forEach((key, value) -> object.set(AttributeKeys.decode(key), toNode(value)));
        return object;
    }

    private static JsonNode toNode(@Nullable Object value) {
        var nodes = JsonNodeFactory.instance;
        if (value instanceof Document document) {
            return toTree(document);
        }
        if (value instanceof List<?> list) {
            var array = nodes.arrayNode(list.size());
            list.forEach(element -> array.add(toNode(element)));
            return array;
        }
        if (value instanceof Decimal128 decimal) {
            var number = decimal.bigDecimalValue();
            return nodes.numberNode(number.scale() == LEAST_SCALE ? number.stripTrailingZeros() : number);
        }
        if (value instanceof Long number) {
            return nodes.numberNode(number);
        }
        if (value instanceof Boolean truth) {
            return nodes.booleanNode(truth);
        }
        return value == null ? nodes.nullNode() : nodes.stringNode((String) value);
    }
}
