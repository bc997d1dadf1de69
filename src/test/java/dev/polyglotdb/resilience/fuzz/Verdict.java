package dev.polyglotdb.resilience.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.polyglotdb.platform.apidocs.Documented;
import dev.polyglotdb.resilience.Tally;
import dev.polyglotdb.testing.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Checks the rules that every response must follow, whatever the request was. */
final class Verdict {

    /** Internal terms that must not occur in any response. */
    private static final Pattern LEAK = Pattern.compile(
            "dev\\.polyglot|\\bjavax?\\.|jakarta\\.|\\borg\\.\\w+\\.|\\bcom\\.\\w+\\.|\\tat |Exception|Throwable|\\bSQL|jdbc|psql"
                    + "|postgres|mongo|bson|cassandra|redis(?!\\.call)|lettuce|neo4j|cypher|\\bcql\\b|tomcat|jackson|hibernate|spring"
                    + "|/tmp/|/home/|/root/|target/|\\.java\\b|\\.class\\b|127\\.0\\.0\\.1:\\d\\d",
            Pattern.CASE_INSENSITIVE);

    /** The response time of the stores in the shop that is asked. */
    private static final Duration OF_STORES = Duration.ofSeconds(8);

    private Verdict() {}

    /** A check is waited for as long as one store may take. */
    private static Duration bound(FuzzedRequest request) {
        return request.operation().id().equals("checkProjections") ? OF_STORES : Tally.BOUND;
    }

    static void on(FuzzedRequest request, Answer answer) {
        assertThat(answer.took()).as("how soon").isLessThan(bound(request).plus(Tally.SLACK));
        // The simulated payment gateway is unavailable for one of the tokens.
        var expected503 = request.operation().id().equals("placeOrder")
                && answer.text().contains("/problems/payment-unavailable");
        assertThat(answer.status() < 500 || expected503).as("no 5xx").isTrue();
        Documented.mustAllow(request.method(), request.path(), answer.status(), answer.headers(), answer.text());
        if (answer.status() >= 400 && !request.isHead()) {
            assertThat(answer.isProblem()).as("is a problem").isTrue();
            assertThat(Reply.parse(answer.text()).path("status").asInt()).isEqualTo(answer.status());
        }
        assertThat(answer.headers().map()).containsKey("Server-Timing");
        if (answer.status() != 304) {
            assertThat(answer.headers().map()).containsKey("X-Content-Type-Options");
        }
        assertThat(Stream.concat(headers(answer), words(request, answer)))
                .noneMatch(text -> LEAK.matcher(text).find());
        acceptedOnlyWhatIsDocumented(request, answer);
        refusedWhatMustBe(request, answer);
    }

    /** Only what is refused may be blamed, and it is refused whatever else is right. */
    private static void refusedWhatMustBe(FuzzedRequest request, Answer answer) {
        if (answer.status() < 400) {
            assertThat(Refusable.reasons(request)).as("reasons to refuse").isEmpty();
        } else if (Refusable.hasOnlyRightTimes(request)) {
            assertThat(answer.text()).doesNotContain("RFC 3339");
        }
        // An identifier has 64 characters at most, so there is nothing that could be unacceptable.
        var isNowhere = Stream.of(request.path().split("/")).anyMatch(segment -> segment.length() > 64);
        assertThat(answer.status() == 406 && isNowhere).as("406 instead of 404").isFalse();
    }

    private static Stream<String> headers(Answer answer) {
        return answer.headers().map().entrySet().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("Server-Timing"))
                .map(Object::toString);
    }

    /** Returns the texts that the application itself wrote. */
    private static Stream<String> words(FuzzedRequest request, Answer answer) {
        if (request.isHead() || !(answer.isProblem() || request.operation().id().equals("importProducts"))) {
            return Stream.empty();
        }
        var body = Reply.parse(answer.text());
        var details = Stream.of("errors", "rejected")
                .flatMap(list -> body.path(list).valueStream())
                .map(entry -> entry.path("detail"));
        return Stream.concat(Stream.of(body.path("title"), body.path("detail")), details)
                .map(JsonNode::asString);
    }

    private static void acceptedOnlyWhatIsDocumented(FuzzedRequest request, Answer answer) {
        var isJson = request.operation()
                .body()
                .filter(body -> body.getKey().endsWith("json") && !body.getKey().endsWith("ndjson"));
        if (isJson.isPresent() && request.method().equals(request.operation().method())) {
            Documented.mustAllow(request.method(), request.path(), utf8(request.body()), answer.status());
        }
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException refusedByTheApplicationToo) {
            return "";
        }
    }

    /** Returns the first few of many failures. */
    static String tell(List<String> failures) {
        return failures.stream().limit(10).collect(Collectors.joining("\n\n", failures.size() + " failed:\n", "\n"));
    }
}
