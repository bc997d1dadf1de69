package dev.polyglotdb.resilience.fuzz;

import dev.polyglotdb.platform.apidocs.OpenApi;
import dev.polyglotdb.platform.apidocs.Operation;
import dev.polyglotdb.testing.Reply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Finds what makes a request one that must be refused, whatever else it is. It judges by the grammars of the RFCs and
 * by the document, and shares no code with the application.
 */
final class Refusable {

    private static final Set<String> ONCE = Set.of(
            "host",
            "authorization",
            "content-type",
            "idempotency-key",
            "last-event-id",
            "origin",
            "referer",
            "user-agent",
            "range",
            "if-range",
            "if-modified-since",
            "if-unmodified-since");
    private static final Set<String> TIMES = Set.of("from", "to", "updatedSince");

    private final FuzzedRequest request;
    private final List<String> reasons = new ArrayList<>();

    private Refusable(FuzzedRequest request) {
        this.request = request;
    }

    /** Returns the reasons to refuse the request that do not depend on any data. */
    static List<String> reasons(FuzzedRequest request) {
        var judge = new Refusable(request);
        judge.repeatedHeaders();
        var target = OpenApi.find(request.method(), request.path());
        if (target.isPresent() && target.get().id().equals(request.operation().id())) {
            judge.reasons.addAll(UnmetPreconditions.reasons(request));
            judge.coding();
            judge.query();
            judge.eventIds();
            occurredAt(request)
                    .filter(time -> !RandomTimes.isWellFormed(time.asString("")))
                    .forEach(time -> judge.reasons.add("not a time: " + time));
        }
        return judge.reasons;
    }

    /** Returns whether the request has times and all are right, so that none may be blamed. */
    static boolean hasOnlyRightTimes(FuzzedRequest request) {
        var times = Stream.concat(
                        parameters(request)
                                .filter(parameter -> TIMES.contains(parameter.getKey()))
                                .map(Map.Entry::getValue),
                        occurredAt(request).map(time -> time.asString("")))
                .toList();
        return !times.isEmpty() && times.stream().allMatch(RandomTimes::isRight);
    }

    private void repeatedHeaders() {
        var names = request.headers().stream()
                .filter(line -> line.matches("[\\w-]+:.*"))
                .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        // The request itself has one Host line.
        names.forEach((name, count) -> {
            if (ONCE.contains(name) && count > (name.equals("host") ? 0 : 1)) {
                reasons.add("two headers " + name);
            }
        });
    }

    private void coding() {
        var type = request.operation().body().map(Map.Entry::getKey);
        var readable = type.filter(media -> media.endsWith("ndjson")).isPresent() ? "identity|gzip|x-gzip" : "identity";
        if (type.isPresent()
                && !request.values("content-encoding").stream().allMatch(coding -> coding.matches(readable))) {
            reasons.add("a content coding that is not read");
        }
    }

    private void query() {
        var known = known(request.operation());
        parameters(request).forEach(parameter -> {
            var name = parameter.getKey();
            if (!name.isEmpty()
                    && !known.contains(name)
                    && !(known.contains("attributes") && name.startsWith("attr."))) {
                reasons.add("unknown parameter " + name);
            } else if (TIMES.contains(name) && !RandomTimes.isWellFormed(parameter.getValue())) {
                reasons.add("not a time: " + name);
            }
        });
    }

    private static Set<String> known(Operation operation) {
        return operation.parameters().stream()
                .filter(parameter -> parameter.text("in").equals("query"))
                .map(parameter -> parameter.text("name"))
                .collect(Collectors.toSet());
    }

    /** What can't be decoded is left out; it is refused for that. */
    private static Stream<Map.Entry<String, String>> parameters(FuzzedRequest request) {
        var query = request.target().replaceFirst("^[^?]*\\??", "").replaceFirst("#.*", "");
        return Stream.of(query.split("&")).filter(part -> !part.isEmpty()).flatMap(part -> {
            try {
                var pair = part.split("=", 2);
                return Stream.of(Map.entry(decode(pair[0]), pair.length > 1 ? decode(pair[1]) : ""));
            } catch (IllegalArgumentException notDecodable) {
                return Stream.empty();
            }
        });
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Two types are two events. */
    private void eventIds() {
        var types = new HashMap<String, String>();
        events(request)
                .filter(event -> RandomTimes.isRight(event.path("occurredAt").asString("")))
                .filter(event ->
                        event.path("eventId").isString() && event.path("type").isString())
                .forEach(event -> {
                    var key = event.path("eventId").asString()
                            + RandomTimes.millisecond(event.path("occurredAt").asString());
                    var type = event.path("type").asString();
                    if (!types.computeIfAbsent(key, none -> type).equals(type)) {
                        reasons.add("two events under one id and time");
                    }
                });
    }

    private static Stream<JsonNode> occurredAt(FuzzedRequest request) {
        return events(request)
                .map(event -> event.path("occurredAt"))
                .filter(time -> !time.isMissingNode() && !time.isNull());
    }

    private static Stream<JsonNode> events(FuzzedRequest request) {
        if (!request.operation().id().equals("recordActivity")) {
            return Stream.empty();
        }
        try {
            var body = Reply.parse(new String(request.body(), StandardCharsets.UTF_8));
            return body.isArray() ? body.valueStream() : Stream.of(body);
        } catch (JacksonException | NumberFormatException unreadable) {
            return Stream.empty();
        }
    }
}
