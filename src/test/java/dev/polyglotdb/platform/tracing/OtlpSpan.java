package dev.polyglotdb.platform.tracing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A span as it is sent.
 *
 * @param parentId empty if it has none
 * @param failure what its status says of a failure
 * @param attributes those that are texts
 */
public record OtlpSpan(
        String traceId, String id, String parentId, String name, String failure, Map<String, String> attributes) {

    /** Reads an ExportTraceServiceRequest of opentelemetry-proto. */
    static List<OtlpSpan> read(byte[] request) {
        var spans = new ArrayList<OtlpSpan>();
        parts(
                ByteBuffer.wrap(request),
                1,
                resource -> parts(resource, 2, scope -> parts(scope, 2, span -> spans.add(span(span)))));
        return spans;
    }

    private static OtlpSpan span(ByteBuffer message) {
        var texts = new HashMap<Integer, byte[]>();
        var attributes = new HashMap<String, String>();
        fields(message, (field, value) -> {
            if (field == 9) {
                attribute(value, attributes);
            } else {
                texts.put(field, bytes(value));
            }
        });
        var status = new StringBuilder();
        parts(ByteBuffer.wrap(texts.getOrDefault(15, new byte[0])), 2, said -> status.append(text(bytes(said))));
        return new OtlpSpan(
                hex(texts, 1),
                hex(texts, 2),
                hex(texts, 4),
                text(texts.getOrDefault(5, new byte[0])),
                status.toString(),
                attributes);
    }

    private static void attribute(ByteBuffer message, Map<String, String> attributes) {
        var key = new ArrayList<String>();
        fields(message, (field, value) -> {
            if (field == 1) {
                key.add(text(bytes(value)));
            } else {
                parts(value, 1, text -> attributes.put(key.get(0), text(bytes(text))));
            }
        });
    }

    private static void parts(ByteBuffer message, int wanted, Consumer<ByteBuffer> part) {
        fields(message, (field, value) -> {
            if (field == wanted) {
                part.accept(value);
            }
        });
    }

    /** Calls back for each field that has a length; skips numbers. */
    private static void fields(ByteBuffer message, BiConsumer<Integer, ByteBuffer> field) {
        message.order(ByteOrder.LITTLE_ENDIAN);
        while (message.hasRemaining()) {
            var tag = number(message);
            switch ((int) (tag & 7)) {
                case 0 -> number(message);
                case 1 -> message.getLong();
                case 2 -> {
                    var length = (int) number(message);
                    field.accept((int) (tag >>> 3), message.slice(message.position(), length));
                    message.position(message.position() + length);
                }
                case 5 -> message.getInt();
                default -> throw new IllegalArgumentException("wire type of " + tag);
            }
        }
    }

    private static long number(ByteBuffer message) {
        var number = 0L;
        for (var shift = 0; ; shift += 7) {
            var next = message.get();
            number |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    private static byte[] bytes(ByteBuffer value) {
        var bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return bytes;
    }

    private static String hex(Map<Integer, byte[]> fields, int field) {
        return HexFormat.of().formatHex(fields.getOrDefault(field, new byte[0]));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
