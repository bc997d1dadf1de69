package dev.polyglotdb.products;

import dev.polyglotdb.web.Cursor;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
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
record ProductPosition(ProductSort sort, String key, String id) {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static ProductPosition of(ProductSort sort, Product product) {
        var key = switch (sort) {
            case ID -> "";
            case PRICE, PRICE_DOWN -> product.price().amount().toString();
            // Coded because a part of a cursor has no line feed, and a name may.
            case NAME -> BASE64.encodeToString(product.name().getBytes(StandardCharsets.UTF_8));
            case NEWEST -> Long.toString(product.createdAt().toEpochMilli());
        };
        return new ProductPosition(sort, key, product.id());
    }

    /** @throws dev.polyglotdb.web.ValidationException if the cursor is of another order, or not as it was handed out */
    static ProductPosition read(Cursor cursor, ProductSort sort) {
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

    Cursor toCursor() {
        return Cursor.of(sort.parameter(), key, id, checksum());
    }

    Bson after() {
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
