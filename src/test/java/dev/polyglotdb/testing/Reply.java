package dev.polyglotdb.testing;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A response of the application. */
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

    /** Parses JSON without losing digits of numbers. */
    public static JsonNode parse(String json) {
        return JSON.readTree(json);
    }

    /** Returns the value at a JSON pointer. */
    public JsonNode at(String pointer) {
        return body().at(pointer);
    }

    public String text(String pointer) {
        return at(pointer).asString();
    }

    public long number(String pointer) {
        return at(pointer).asLong();
    }

    /** Returns the last segment of the problem type, such as {@code not-found}. The response must be a problem. */
    public String problem() {
        var type = header("Content-Type").orElse("");
        if (!type.equals("application/problem+json")) {
            throw new AssertionError("not a problem: " + status() + " " + type + ": " + http.body());
        }
        return text("/type").replace("/problems/", "");
    }

    /** Returns the pointers of all invalid values. */
    public List<String> invalid() {
        return texts("/errors", "/pointer");
    }

    /** Returns one text of each element of an array. */
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
