package dev.polyglotdb.platform.json;

import dev.polyglotdb.platform.web.FieldProblem;
import dev.polyglotdb.platform.web.ProblemException;
import dev.polyglotdb.platform.web.ProblemType;
import dev.polyglotdb.platform.web.ValidationException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.util.FastByteArrayOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Spring Boot's JSON converter with a limit on the size of a body and with the application's own error details. */
final class StrictJsonConverter extends JacksonJsonHttpMessageConverter {

    /** The maximum size of a request body, in bytes. */
    static final int MAX_BODY = 1 << 20;

    /**
     * The size of the buffer for an answer, in bytes. Most answers are shorter; longer ones take more than one buffer.
     */
    private static final int USUAL_ANSWER = 1 << 12;

    private final RequestBodyReader reader;
    private final BodyMemory bodyMemory;

    StrictJsonConverter(JsonMapper mapper, RequestBodyReader reader, BodyMemory bodyMemory) {
        super(mapper);
        this.reader = reader;
        this.bodyMemory = bodyMemory;
    }

    static ProblemException tooLarge() {
        return new ProblemException(
                ProblemType.PAYLOAD_TOO_LARGE, "A request body may have at most " + MAX_BODY + " bytes.");
    }

    /**
     * Restricts the media types of responses. Problem details keep their own types; all other responses are {@code
     * application/json}. The types of requests are declared by each controller.
     */
    @Override
    public List<MediaType> getSupportedMediaTypes(Class<?> type) {
        return ProblemDetail.class.isAssignableFrom(type)
                ? super.getSupportedMediaTypes(type)
                : List.of(MediaType.APPLICATION_JSON);
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        var declared = message.getHeaders().getContentLength();
        var body = declared > MAX_BODY ? null : bodyMemory.read(message.getBody(), declared);
        if (body == null || body.length > MAX_BODY) {
            throw tooLarge();
        }
        try {
            // Decodes UTF-8 here, because Jackson would also accept UTF-16 and some malformed UTF-8.
            var json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            // Jackson would take it for a missing value, and so for one of the wrong type.
            if (json.isBlank()) {
                throw new HttpMessageNotReadableException("There is no JSON", message);
            }
            var value = reader.read(json, getMapper().constructType(type.getType()));
            if (value == null) {
                throw new ValidationException(new FieldProblem("#", "must not be null"));
            }
            return value;
        } catch (CharacterCodingException | JacksonException unreadable) {
            throw new HttpMessageNotReadableException("JSON can't be read", unreadable, message);
        }
    }

    /**
     * Writes the whole answer at once, with its length. Jackson and Spring flush what they write, and an answer that is
     * flushed before its end goes out in chunks, each with a system call.
     */
    @Override
    protected void writeInternal(
            Object value, ResolvableType type, HttpOutputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        var body = new FastByteArrayOutputStream(USUAL_ANSWER);
        super.writeInternal(value, type, new Kept(message.getHeaders(), body), hints);
        message.getHeaders().setContentLength(body.size());
        body.writeTo(message.getBody());
    }

    private record Kept(HttpHeaders getHeaders, OutputStream getBody) implements HttpOutputMessage {}
}
