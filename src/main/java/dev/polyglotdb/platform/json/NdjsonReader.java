package dev.polyglotdb.platform.json;

import dev.polyglotdb.platform.web.ValidationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a body of one JSON value a line (NDJSON) as it comes in, holding one line at a time. Each line is read and validated as strictly as a body
 * of its own would be.
 */
@Component
public class NdjsonReader {

    /** What happens with the lines. They are told in their order and counted from 1, with the blank ones, which are passed over. */
    public interface Lines<T> {

        /** @param bytes the length of the line */
        void accept(long line, int bytes, T value);

        /** @param detail what is wrong with the line, fit for the client */
        void reject(long line, String detail);
    }

    /** The longest line, in bytes; as much as any other body may have. */
    static final int MAX_LINE = StrictJsonConverter.MAX_BODY;

    /** A hostile line can't make its own refusal large. */
    private static final int MAX_DETAIL = 500;

    private final RequestBodyReader reader;
    private final JsonMapper mapper;

    NdjsonReader(RequestBodyReader reader, JsonMapper mapper) {
        this.reader = reader;
        this.mapper = mapper;
    }

    /**
     * Reads all lines. The last one needs no line end if the body ends there.
     *
     * @throws IOException if the body breaks off; a line that was not whole by then is neither accepted nor rejected
     */
    public <T> void read(InputStream body, Class<T> type, Lines<T> lines) throws IOException {
        var javaType = mapper.constructType(type);
        var line = new LineReader(body, MAX_LINE);
        while (line.next()) {
            if (line.isTooLong()) {
                lines.reject(line.number(), "is longer than " + MAX_LINE + " bytes");
            } else if (!line.isBlank()) {
                read(line, javaType, type, lines);
            }
        }
    }

    private <T> void read(LineReader line, JavaType javaType, Class<T> type, Lines<T> lines) {
        var bytes = ByteBuffer.wrap(line.buffer(), line.offset(), line.length());
        @Nullable T value;
        try {
            var json = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            value = type.cast(reader.read(json, javaType));
        } catch (CharacterCodingException malformed) {
            lines.reject(line.number(), "is not UTF-8 at byte " + (bytes.position() - line.offset() + 1));
            return;
        } catch (ValidationException invalid) {
            lines.reject(line.number(), detail(invalid));
            return;
        } catch (JacksonException malformed) {
            lines.reject(line.number(), MalformedJson.detail(malformed));
            return;
        }
        if (value == null) {
            lines.reject(line.number(), "must not be null");
        } else {
            lines.accept(line.number(), line.length(), value);
        }
    }

    private static String detail(ValidationException invalid) {
        var detail = invalid.errors().stream()
                .map(error -> error.pointer().equals("#") ? error.detail() : error.pointer() + " " + error.detail())
                .collect(Collectors.joining("; "));
        return detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL) + "…";
    }
}
