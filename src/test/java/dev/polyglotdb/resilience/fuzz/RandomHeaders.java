package dev.polyglotdb.resilience.fuzz;

import dev.polyglotdb.platform.apidocs.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Credentials and other headers of a request: mostly valid ones, sometimes invalid ones. */
final class RandomHeaders {

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
            "If-Match: x*",
            "If-Match: W/*",
            "If-Match: **",
            "If-Match: \"0\", *",
            "If-Match: '1'",
            "If-Match: w/\"1\"",
            "If-Match: \"1\" \"2\"",
            "If-Match: ' OR 1=1",
            "If-None-Match: *",
            "If-None-Match: \"1\"",
            "If-None-Match: \"\u00e9\"",
            "If-None-Match:",
            "If-None-Match: x*",
            "If-None-Match: \"1\", *",
            "If-None-Match: W/\"1\", \"2\"",
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
            "Content-Encoding: br",
            "Content-Encoding: identity",
            "Content-Encoding: gzip, gzip",
            "Host: localhost",
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
    private final Random random;

    RandomHeaders(FuzzWorld world, Random random) {
        this.world = world;
        this.random = random;
    }

    /** @return a mutable list of header lines */
    List<String> of(Operation operation) {
        var headers = new ArrayList<String>();
        caller(operation, headers);
        for (var i = random.nextInt(6) - 3; i > 0; i--) {
            headers.add(Chance.pick(HEADERS, random));
        }
        operation.parameters().stream()
                .filter(parameter -> parameter.text("in").equals("header") && random.nextInt(3) == 0)
                .forEach(parameter -> headers.add(Chance.pick(headers(parameter.text("name")), random)));
        if (operation.body().isPresent() && random.nextInt(20) == 0) {
            headers.add(Chance.pick(headers("Content-Encoding"), random));
        }
        if (!headers.isEmpty() && random.nextInt(40) == 0) {
            headers.add(Chance.pick(headers, random));
        }
        return headers;
    }

    private static List<String> headers(String name) {
        return HEADERS.stream().filter(line -> line.startsWith(name + ":")).toList();
    }

    private void caller(Operation operation, List<String> headers) {
        var token = switch (random.nextInt(10)) {
            case 0 -> "";
            case 1 -> Chance.pick(BAD_TOKENS, random);
            case 2, 3, 4 -> "Bearer " + world.user().token();
            default -> "Bearer " + world.admin().token();
        };
        if (token.length() > 40 && operation.id().equals("leave")) {
            headers.add("Authorization: Bearer " + world.newPerson().get().token());
        } else if (token.length() > 40 && operation.template().matches("/auth/.*|/users/me/password")) {
            // Some of these requests end sessions, or change the password that others log in with.
            headers.add("Authorization: Bearer " + world.newSession().get());
        } else if (!token.isEmpty()) {
            headers.add("Authorization: " + token);
        }
    }
}
