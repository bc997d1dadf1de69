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
 * Reads a body with one JSON value in each line (NDJSON) while it arrives. Holds only one line in memory at a time.
 * Each line is parsed and validated as strictly as a request body.
 */
@Component
public class NdjsonReader {

    /**
     * Receives the lines in their order. Line numbers start at 1 and include blank lines, which are otherwise skipped.
     */
    public interface Lines<T> {

        /**
         * @param line the number of the line
         * @param bytes the length of the line in bytes
         * @param value the value of the line
         */
        void accept(long line, int bytes, T value);

        /**
         * @param line the number of the line
         * @param detail the reason, written for the client
         */
        void reject(long line, String detail);
    }

    /** The maximum length of a line in bytes, the same as for any other body. */
    static final int MAX_LINE = StrictJsonConverter.MAX_BODY;

    /** The maximum length of a reason, so that a hostile line cannot cause a large response. */
    private static final int MAX_DETAIL = 500;

    private final RequestBodyReader reader;
    private final JsonMapper mapper;

    NdjsonReader(RequestBodyReader reader, JsonMapper mapper) {
        this.reader = reader;
        this.mapper = mapper;
    }

    /**
     * Reads all lines. The last line need not end with a line break.
     *
     * @throws IOException if the body breaks off; an incomplete last line is then neither accepted nor rejected
     */
    public <T> void read(InputStream body, Class<T> type, Lines<T> lines) throws IOException {
        var javaType = mapper.constructType(type);
        var line = new LineReader(body, MAX_LINE);
        while (line.next()) {
            if (line.isTooLong()) {
                reject(line, "is longer than " + MAX_LINE + " bytes", lines);
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
            reject(line, "is not UTF-8 at byte " + (bytes.position() - line.offset() + 1), lines);
            return;
        } catch (ValidationException invalid) {
            reject(line, detail(invalid), lines);
            return;
        } catch (JacksonException malformed) {
            reject(line, MalformedJson.detail(malformed), lines);
            return;
        }
        if (value == null) {
            reject(line, "must not be null", lines);
        } else {
            lines.accept(line.number(), line.length(), value);
        }
    }

    private static String detail(ValidationException invalid) {
        return invalid.errors().stream()
                .map(error -> error.pointer().equals("#") ? error.detail() : error.pointer() + " " + error.detail())
                .collect(Collectors.joining("; "));
    }

    /** The reason may hold names from the line, of any length. */
    private static void reject(LineReader line, String reason, Lines<?> lines) {
        lines.reject(line.number(), reason.length() <= MAX_DETAIL ? reason : beginning(reason) + "…");
    }

    private static String beginning(String reason) {
        var splitsPair = Character.isHighSurrogate(reason.charAt(MAX_DETAIL - 1));
        return reason.substring(0, splitsPair ? MAX_DETAIL - 1 : MAX_DETAIL);
    }
}
