package dev.polyglotdb.testing;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the application answered. */
public record Reply(HttpResponse<String> http) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public int status() {
        return http.statusCode();
    }

    public Optional<String> header(String name) {
        return http.headers().firstValue(name);
    }

    public JsonNode body() {
        return parse(http.body());
    }

    /** Reads JSON with all its digits. */
    public static JsonNode parse(String json) {
        return JSON.readTree(json);
    }

    /** The value at a JSON pointer. */
    public JsonNode at(String pointer) {
        return body().at(pointer);
    }

    public String text(String pointer) {
        return at(pointer).asString();
    }

    public long number(String pointer) {
        return at(pointer).asLong();
    }

    /** The last segment of the problem's type, such as {@code not-found}; only of a response that is a problem. */
    public String problem() {
        var type = header("Content-Type").orElse("");
        if (!type.equals("application/problem+json")) {
            throw new AssertionError("no problem but " + status() + " " + type + ": " + http.body());
        }
        return text("/type").replace("/problems/", "");
    }

    /** The pointers of all that is invalid. */
    public List<String> invalid() {
        return texts("/errors", "/pointer");
    }

    /** One text of every element of an array. */
    public List<String> texts(String array, String pointer) {
        return StreamSupport.stream(at(array).spliterator(), false)
                .map(element -> element.at(pointer).asString())
                .toList();
    }

    @Override
    public String toString() {
        return status() + " " + http.body();
    }
}
