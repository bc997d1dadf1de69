package dev.polyglotdb.fuzz;

import dev.polyglotdb.apidocs.OpenApi;
import dev.polyglotdb.apidocs.Operation;
import dev.polyglotdb.apidocs.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.springframework.web.util.UriUtils;

/** Requests made of the document: each operation in its turn of chance, most of it as it should be and some of it not. */
final class RandomRequests {

    private static final int USUAL = 20;

    /** Of what takes long by its nature: hashing a password, going through all there is, sending much. */
    private static final Map<String, Integer> RARE = Map.of(
            "logIn", 6,
            "registerUser", 8,
            "exportProducts", 1,
            "checkProjections", 1,
            "rebuildProjection", 4,
            "getApiDocs", 1,
            "getApiDocsYaml", 1,
            "getSwaggerUi", 1);

    private static final List<Operation> OPERATIONS = OpenApi.operations().stream()
            .flatMap(operation ->
                    IntStream.range(0, RARE.getOrDefault(operation.id(), USUAL)).mapToObj(i -> operation))
            .toList();

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "get", "PROPFIND");

    private static final List<String> SEGMENTS = List.of(
            "0",
            "-1",
            "1.0",
            "1e3",
            "+1",
            "01",
            "9223372036854775807",
            "9223372036854775808",
            "me",
            "import",
            "export",
            "%2e%2e",
            "..",
            ".",
            "%2e",
            "%00",
            "a%2Fb",
            "a%5Cb",
            "%zz",
            "%",
            "%c0%af",
            "%ed%a0%80",
            "%F0%9F%98%80",
            ";a=b",
            "a;b",
            "%25%32%66",
            "a".repeat(64),
            "a".repeat(65),
            "a".repeat(7000),
            "",
            "*",
            "{id}",
            "<b>",
            "\u00e9",
            "\u0001");

    private static final List<String> PIECES = List.of(
            "&",
            "&&=&",
            "&limit",
            "&limit=",
            "&limit=%zz",
            "&limit=%",
            "&limit=%c0%80",
            "&limit[]=1",
            "&limit=1&limit=2",
            "&cursor=%00",
            "&cursor=" + "A".repeat(4000),
            "&=x",
            "&%00=%00",
            "&attr.=x",
            "&attr.$where=1",
            "&attr..a=x",
            "&attr.a.b.c.d.e.f=x",
            "&attr.%24ne=1",
            "&sort[$ne]=x",
            "&q[$regex]=.*",
            "&facets=attr.",
            "&facets=,,,",
            "&facets=attr.a,attr.%24where",
            "&class.module.classLoader=x",
            "&_method=DELETE",
            "&type[]=VIEW",
            "&from=\u0001");

    private static final List<String> HEADERS = List.of(
            "Accept: */*",
            "Accept: text/html",
            "Accept: application/json;q=0.1",
            "Accept: a",
            "Accept: ,,;q=x",
            "Accept:",
            "Accept: application/problem+json",
            "Accept: " + "a/b,".repeat(300),
            "Accept-Language: ../../x",
            "Accept-Charset: utf-16",
            "Accept-Encoding: gzip;q=x, br",
            "If-Match: \"1\"",
            "If-Match: *",
            "If-Match: W/\"1\"",
            "If-Match: 1",
            "If-Match: \"",
            "If-Match: \"99999999999999999999\"",
            "If-Match: \"1\", \"2\"",
            "If-Match: ' OR 1=1",
            "If-None-Match: *",
            "If-None-Match: \"1\"",
            "If-None-Match: \"\u00e9\"",
            "If-None-Match:",
            "If-Modified-Since: Thu, 99 Foo",
            "If-Range: x",
            "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
            "Range: bytes=0-0,5-",
            "Idempotency-Key: a key",
            "Idempotency-Key: ' OR 1=1 --",
            "Idempotency-Key:",
            "Idempotency-Key: " + "k".repeat(256),
            "Idempotency-Key: \u00e9",
            "Idempotency-Key: \u0000",
            "Idempotency-Key: a\tb",
            "Content-Type: text/plain",
            "Content-Type: application/json;charset=utf-16",
            "Content-Type: application/json;charset='",
            "Content-Type: */*",
            "Content-Type: json",
            "Content-Type: ",
            "Content-Type: multipart/form-data",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Encoding: gzip",
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-For: ' OR 1=1",
            "X-Forwarded-Host: a/b",
            "Forwarded: for=\"[::]\";host=x",
            "X-Original-URL: /admin/outbox",
            "Cookie: a=\u00e9; JSESSIONID=x",
            "Origin: null",
            "Origin: http://evil.example",
            "Referer: javascript:alert(1)",
            "User-Agent: ${jndi:ldap://127.0.0.1/x}",
            "User-Agent: \u0001",
            "X-Long: " + "a".repeat(7000),
            "X-Long: " + "a".repeat(9000),
            "X-A\u0000: b",
            ": b",
            "X B: c",
            "traceparent: 00-x-y-z",
            "Last-Event-ID: 1",
            "Upgrade: websocket",
            "Prefer: return=minimal");

    private static final List<String> BAD_TOKENS = List.of(
            "Bearer",
            "Bearer ",
            "Bearer *",
            "Bearer a b",
            "bearer x",
            "Basic YWRtaW46YWRtaW4=",
            "Bearer session:*",
            "Bearer \u00e9",
            "Bearer " + "A".repeat(43),
            "Bearer " + "A".repeat(5000),
            "Bearer ' OR 1=1",
            "Digest x",
            "Bearer A\u0000");

    private final FuzzWorld world;
    private final long seed;

    RandomRequests(FuzzWorld world, long seed) {
        this.world = world;
        this.seed = seed;
    }

    /** The same for the same seed and number, but for the ids and tokens of its world. */
    FuzzedRequest make(int number) {
        var random = new Random(seed + number * 0x9E3779B97F4A7C15L);
        var operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
        var method = random.nextInt(16) > 0 ? operation.method() : pick(METHODS, random);
        var values = new RandomValues(world, random);
        var headers = new ArrayList<String>();
        caller(operation, random, headers);
        for (var i = random.nextInt(6) - 3; i > 0; i--) {
            headers.add(pick(HEADERS, random));
        }
        operation.parameters().stream()
                .filter(parameter -> parameter.text("in").equals("header") && random.nextInt(3) == 0)
                .forEach(parameter -> headers.add(pick(headers(parameter.text("name")), random)));
        var body = operation.body().map(entry -> {
            if (headers.stream().noneMatch(line -> line.startsWith("Content-Type")) && random.nextInt(30) > 0) {
                headers.add("Content-Type: " + entry.getKey());
            }
            return new RandomBodies(values, random).of(entry.getValue());
        });
        var target = path(operation, random) + query(operation, values, random);
        return new FuzzedRequest(number, operation, method, target, headers, body.orElse(new byte[0]));
    }

    private static List<String> headers(String name) {
        return HEADERS.stream().filter(line -> line.startsWith(name + ":")).toList();
    }

    private void caller(Operation operation, Random random, List<String> headers) {
        var token = switch (random.nextInt(10)) {
            case 0 -> "";
            case 1 -> pick(BAD_TOKENS, random);
            case 2, 3, 4 -> "Bearer " + world.user().token();
            default -> "Bearer " + world.admin().token();
        };
        if (token.length() > 40 && operation.template().startsWith("/auth/")) {
            // Some of these end sessions.
            headers.add("Authorization: Bearer " + world.newSession().get());
        } else if (!token.isEmpty()) {
            headers.add("Authorization: " + token);
        }
    }

    private String path(Operation operation, Random random) {
        var segments = operation.template().split("/", -1);
        for (var i = 1; i < segments.length; i++) {
            if (segments[i].startsWith("{")) {
                segments[i] = switch (random.nextInt(8)) {
                    case 0 -> pick(SEGMENTS, random);
                    case 1 -> encode(HostileText.pick(random));
                    default -> world.id(segments[1], random);
                };
            }
        }
        var path = String.join("/", segments);
        return random.nextInt(60) > 0
                ? path
                : path + pick(List.of("/", "//", "/..", ";a=b", ".json", "%20", "%0d%0aX: y"), random);
    }

    private String query(Operation operation, RandomValues values, Random random) {
        var query = new StringBuilder();
        for (var parameter : operation.parameters()) {
            if (parameter.text("in").equals("query") && random.nextInt(3) == 0) {
                query.append('&').append(parameter(parameter, values, random));
            }
        }
        if (random.nextInt(10) == 0) {
            query.append(pick(PIECES, random));
        }
        return query.isEmpty() ? "" : "?" + query.substring(1);
    }

    private String parameter(Place parameter, RandomValues values, Random random) {
        var name = parameter.text("name");
        if (name.equals("attributes")) {
            return "attr." + encode(HostileText.pick(random)) + "=" + encode(HostileText.pick(random));
        }
        if (random.nextInt(6) == 0) {
            return name + "=" + encode(HostileText.pick(random));
        }
        var value = values.of(name, parameter.find("schema").orElseThrow());
        return name + "=" + encode(value.isString() ? value.asString() : value.toString());
    }

    /** Percent-encodes; a lone surrogate becomes bytes that are not UTF-8. */
    private static String encode(String text) {
        var encoded = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                encoded.append("%ED%A0%80");
            } else {
                encoded.append(UriUtils.encode(Character.toString(point), StandardCharsets.UTF_8));
            }
        });
        return encoded.toString();
    }

    private static String pick(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }
}
