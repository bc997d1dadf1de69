package dev.polyglotdb.resilience.fuzz;

import dev.polyglotdb.platform.apidocs.Operation;
import dev.polyglotdb.platform.apidocs.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.springframework.web.util.UriUtils;

/** Paths and queries of an operation, some of them with invalid parts. */
final class RandomTargets {

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
            "&categroy=books",
            "&Limit=1",
            "&limits=1",
            "&dry-run=true",
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

    private final FuzzWorld world;
    private final RandomValues values;
    private final Random random;

    RandomTargets(FuzzWorld world, RandomValues values, Random random) {
        this.world = world;
        this.values = values;
        this.random = random;
    }

    /** @param method with which the target is asked for */
    String of(Operation operation, String method) {
        return path(operation, method) + query(operation);
    }

    private String path(Operation operation, String method) {
        var segments = operation.template().split("/", -1);
        for (var i = 1; i < segments.length; i++) {
            if (segments[i].startsWith("{")) {
                segments[i] = switch (random.nextInt(8)) {
                    case 0 -> Chance.pick(SEGMENTS, random);
                    case 1 -> encode(HostileText.pick(random));
                    default -> id(operation, method, segments[1]);
                };
            }
        }
        var path = String.join("/", segments);
        return random.nextInt(60) > 0
                ? path
                : path + Chance.pick(List.of("/", "//", "/..", ";a=b", ".json", "%20", "%0d%0aX: y"), random);
    }

    /** A job is soon over, so one that is to be cancelled begins only now. Whoever is erased is nobody else's user. */
    private String id(Operation operation, String method, String kind) {
        if (kind.equals("users") && method.equals("DELETE")) {
            return Long.toString(world.newPerson().get().id());
        }
        return operation.id().equals("cancelProjectionJob") && random.nextBoolean()
                ? world.newJob().get()
                : world.id(kind, random);
    }

    private String query(Operation operation) {
        var query = new StringBuilder();
        for (var parameter : operation.parameters()) {
            if (parameter.text("in").equals("query") && random.nextInt(3) == 0) {
                query.append('&').append(parameter(parameter));
            }
        }
        if (random.nextInt(10) == 0) {
            query.append(Chance.pick(PIECES, random));
        }
        return query.isEmpty() ? "" : "?" + query.substring(1);
    }

    private String parameter(Place parameter) {
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

    /** Percent-encodes a text. A lone surrogate becomes bytes that are not valid UTF-8. */
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
}
