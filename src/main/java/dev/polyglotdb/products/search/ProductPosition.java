package dev.polyglotdb.products.search;

import dev.polyglotdb.platform.web.Cursor;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.zip.CRC32;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;

/**
 * A position in a list: that of a product, whether or not it still exists.
 *
 * @param key the value by which the list is sorted, as text
 */
public record ProductPosition(ProductSort sort, String key, String id) {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** Returns the position of a product with these values. */
    public static ProductPosition of(
            ProductSort sort, String id, String name, BigDecimal price, Instant createdAt, Instant updatedAt) {
        var key = switch (sort) {
            case ID -> "";
            case PRICE, PRICE_DOWN -> price.toString();
            // Encoded, because a name that an old version has stored may contain a line feed, which separates the
            // parts of a cursor.
            case NAME -> BASE64.encodeToString(name.getBytes(StandardCharsets.UTF_8));
            case NEWEST -> Long.toString(createdAt.toEpochMilli());
            case UPDATED -> Long.toString(updatedAt.toEpochMilli());
        };
        return new ProductPosition(sort, key, id);
    }

    /**
     * Reads the cursor of a list.
     *
     * @param filters what the list is restricted to, from {@link ProductQuery#filters}
     * @throws dev.polyglotdb.platform.web.ValidationException if the cursor belongs to another sort order or other
     *     filters, or was modified
     */
    public static ProductPosition read(Cursor cursor, ProductSort sort, String filters) {
        return cursor.read(4, parts -> {
            var position = new ProductPosition(sort, parts.get(1), parts.get(2));
            if (!parts.get(0).equals(sort.parameter()) || !parts.get(3).equals(position.checksum(filters))) {
                throw new IllegalArgumentException("a cursor of another list");
            }
            // Fails now if the key cannot be parsed.
            position.after();
            return position;
        });
    }

    /** Returns the cursor that {@link #read} parses. */
    public Cursor toCursor(String filters) {
        return Cursor.of(sort.parameter(), key, id, checksum(filters));
    }

    /** Returns the condition that products after this position meet. */
    public Bson after() {
        return sort.after(value(), id);
    }

    private Object value() {
        return switch (sort) {
            case ID -> "";
            case PRICE, PRICE_DOWN -> new Decimal128(new BigDecimal(key));
            case NAME -> CodePointOrder.encode(new String(Base64.getUrlDecoder().decode(key), StandardCharsets.UTF_8));
            case NEWEST, UPDATED -> new Date(Long.parseLong(key));
        };
    }

    /**
     * Detects cursors that were truncated, edited, or taken from a list with other filters, which would otherwise
     * continue anywhere. It is not a signature.
     */
    private String checksum(String filters) {
        var checksum = new CRC32();
        checksum.update(String.join("\n", sort.parameter(), key, id, filters).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(checksum.getValue());
    }
}
