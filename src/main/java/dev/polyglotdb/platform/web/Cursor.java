package dev.polyglotdb.platform.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * The position from which a list continues, which is the sort key of the last item that was sent (keyset pagination).
 * Clients must treat it as opaque. It is not signed because it grants no access. Code that reads a cursor validates its
 * parts like any other input.
 *
 * @param parts the values of the sort key; none may contain a line feed
 */
public record Cursor(List<String> parts) {

    private static final String ADDITION = "+";

    /**
     * Creates a cursor from the values of a sort key. Each one becomes the text that {@link Object#toString} returns,
     * and none may contain a line feed.
     */
    public static Cursor of(Object... parts) {
        return new Cursor(Arrays.stream(parts).map(Object::toString).toList());
    }

    static Cursor parse(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            var cursor = new Cursor(List.of(decoded.toString().split("\n", -1)));
            // The decoder also accepts other spellings, such as padding.
            if (!cursor.toString().equals(text)) {
                throw invalid();
            }
            return cursor;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw invalid();
        }
    }

    /**
     * Parses the parts. What the next version may have appended to them, each
     * part with a plus sign before it, is ignored.
     *
     * @param size the expected number of parts
     * @param reader may throw any runtime exception for invalid parts
     * @throws ValidationException if the cursor does not belong to this list
     */
    public <T> T read(int size, Function<List<String>, T> reader) {
        if (parts.size() < size || !parts.stream().skip(size).allMatch(part -> part.startsWith(ADDITION))) {
            throw invalid();
        }
        try {
            return reader.apply(parts.subList(0, size));
        } catch (RuntimeException unreadable) {
            throw invalid();
        }
    }

    private static ValidationException invalid() {
        return new ValidationException(FieldProblem.of("cursor", "is not a cursor of this list"));
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }
}
