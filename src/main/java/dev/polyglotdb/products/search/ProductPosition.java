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
 * A place in a list: that of one product, whether or not it is still there.
 *
 * @param key what the list is sorted by, as text
 */
public record ProductPosition(ProductSort sort, String key, String id) {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** The place of a product with these values. */
    public static ProductPosition of(ProductSort sort, String id, String name, BigDecimal price, Instant createdAt) {
        var key = switch (sort) {
            case ID -> "";
            case PRICE, PRICE_DOWN -> price.toString();
            // Coded because a part of a cursor has no line feed, and a name may.
            case NAME -> BASE64.encodeToString(name.getBytes(StandardCharsets.UTF_8));
            case NEWEST -> Long.toString(createdAt.toEpochMilli());
        };
        return new ProductPosition(sort, key, id);
    }

    /** @throws dev.polyglotdb.platform.web.ValidationException if the cursor is of another order, or not as it was handed out */
    public static ProductPosition read(Cursor cursor, ProductSort sort) {
        return cursor.read(4, parts -> {
            var position = new ProductPosition(sort, parts.get(1), parts.get(2));
            if (!parts.get(0).equals(sort.parameter()) || !parts.get(3).equals(position.checksum())) {
                throw new IllegalArgumentException("another list's");
            }
            // Tells now what it can't make sense of.
            position.after();
            return position;
        });
    }

    /** The cursor that {@link #read} understands. */
    public Cursor toCursor() {
        return Cursor.of(sort.parameter(), key, id, checksum());
    }

    /** What is met by the products after this place. */
    public Bson after() {
        return sort.after(value(), id);
    }

    private Object value() {
        return switch (sort) {
            case ID -> "";
            case PRICE, PRICE_DOWN -> new Decimal128(new BigDecimal(key));
            case NAME -> CodePointOrder.encode(new String(Base64.getUrlDecoder().decode(key), StandardCharsets.UTF_8));
            case NEWEST -> new Date(Long.parseLong(key));
        };
    }

    /** No secret, but enough to refuse a cursor that was cut or edited instead of going on from anywhere. */
    private String checksum() {
        var checksum = new CRC32();
        checksum.update(String.join("\n", sort.parameter(), key, id).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(checksum.getValue());
    }
}
