package dev.polyglotdb.platform.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.testing.Reply;
import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.StringNode;

/** Holds what the application answers, and what it accepts, against the OpenAPI document. */
public final class Documented {

    private static final ThreadLocal<Set<String>> SEEN = ThreadLocal.withInitial(TreeSet::new);

    /** What any request may get before its path is looked at: the introduction of the document tells of it. */
    private static final Set<Integer> BEFORE_ROUTING = Set.of(408, 414, 431);

    /** What is there and not in the document; {@code /break} only in runs from test sources. */
    private static final List<String> UNDOCUMENTED = List.of("/actuator", "/swagger-ui/", "/console/", "/break");

    private final String method;
    private final String path;
    private final int status;
    private final HttpHeaders headers;
    private final String body;

    private Documented(String method, String path, int status, HttpHeaders headers, String body) {
        this.method = method;
        this.path = path;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * Returns the operations that an action calls in this thread, each with a status that it answered: {@code logIn
     * 200}. What other tests call meanwhile, or called before, does not count.
     */
    static Set<String> seenDuring(Runnable action) {
        SEEN.remove();
        action.run();
        return SEEN.get();
    }

    /** Fails if the document does not say that such a request may be answered so. */
    public static void mustAllow(String method, HttpResponse<String> reply) {
        // Decoded: /%61dmin is but another way to write /admin.
        mustAllow(method, reply.uri().getPath(), reply.statusCode(), reply.headers(), reply.body());
    }

    /** The same for whoever has no {@link HttpResponse}; the path is decoded. */
    public static void mustAllow(String method, String path, int status, HttpHeaders headers, String body) {
        if (UNDOCUMENTED.stream().anyMatch(path::startsWith)) {
            return;
        }
        var documented = new Documented(method, path, status, headers, body);
        if (BEFORE_ROUTING.contains(status)) {
            documented.mustBeProblem();
        } else {
            OpenApi.find(method, path).ifPresentOrElse(documented::mustFit, documented::mustBeRefused);
        }
    }

    /** Fails if the application accepted a body that the document forbids. */
    public static void mustAllow(String method, String path, String body, int status) {
        if (status < 200 || status > 299) {
            return;
        }
        OpenApi.find(method, path.replaceFirst("\\?.*", ""))
                .flatMap(Operation::body)
                .map(Map.Entry::getValue)
                .ifPresent(content -> parse(body)
                        .ifPresent(json -> assertThat(OpenApi.validate(json, content.member("schema")))
                                .as("%s %s accepted %s", method, path, body)
                                .isEmpty()));
    }

    /** Returns nothing for numbers that no type holds. They are accepted only where a value is ignored. */
    private static Optional<JsonNode> parse(String body) {
        try {
            return Optional.of(Reply.parse(body));
        } catch (NumberFormatException beyondAllTypes) {
            return Optional.empty();
        }
    }

    private void mustFit(Operation operation) {
        var response = operation.response(status);
        assertThat(response).as("not documented: %s", this).isPresent();
        mustHaveHeaders(response.orElseThrow());
        if (!method.equals("HEAD")) {
            mustHaveBody(response.get());
        }
        SEEN.get().add(operation.id() + " " + status);
    }

    /** What is not in the document is not there. */
    private void mustBeRefused() {
        if (method.equals("OPTIONS")) {
            return;
        }
        assertThat(status).as("not documented: %s", this).isIn(400, 404, 405);
        assertThat(headers.firstValue("Allow").isPresent())
                .as("%s tells what is allowed", this)
                .isEqualTo(status == 405);
        mustBeProblem();
    }

    private void mustBeProblem() {
        if (!method.equals("HEAD")) {
            mustFit(body, OpenApi.schema("Problem"));
        }
    }

    private void mustHaveHeaders(Place response) {
        for (var name : response.member("headers").names()) {
            var header = response.member("headers").find(name).orElseThrow();
            var value = headers.firstValue(name);
            assertThat(value.isPresent() || !header.node().path("required").asBoolean(false))
                    .as("%s has %s", this, name)
                    .isTrue();
            value.ifPresent(text -> assertThat(OpenApi.validate(typed(text, header), header.member("schema")))
                    .as("%s of %s", name, this)
                    .isEmpty());
        }
    }

    private static JsonNode typed(String text, Place header) {
        return header.member("schema").text("type").equals("integer")
                ? DecimalNode.valueOf(new BigDecimal(text))
                : StringNode.valueOf(text);
    }

    private void mustHaveBody(Place response) {
        var content = response.member("content");
        if (content.names().isEmpty()) {
            assertThat(body).as("%s has no body", this).isEmpty();
            return;
        }
        var type = headers.firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        assertThat(content.names()).as("media type of %s", this).contains(type);
        var media = content.member(type);
        if (media.has("x-itemSchema")) {
            body.lines().forEach(line -> mustFit(line, media.member("x-itemSchema")));
        } else if (type.endsWith("json")) {
            mustFit(body, media.member("schema"));
        }
    }

    private void mustFit(String json, Place schema) {
        assertThat(OpenApi.validate(Reply.parse(json), schema)).as("%s", this).isEmpty();
    }

    @Override
    public String toString() {
        return method + " " + path + " → " + status + " " + body;
    }
}
