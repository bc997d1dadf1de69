package dev.polyglotdb.resilience.fuzz;

import java.util.List;
import java.util.Random;

/**
 * Texts that have a special meaning to a store, a parser or a terminal. The application must treat them as plain text.
 */
public final class HostileText {

    /** Each of these is also valid as a label, and most as a name. */
    public static final List<String> INJECTIONS = List.of(
            "' OR 1=1 --",
            "' OR '1'='1",
            "\" OR \"\"=\"",
            "1; DROP TABLE users; --",
            "'); DELETE FROM orders; --",
            "' UNION ALL SELECT email, password_hash FROM users --",
            "1' AND pg_sleep(9) IS NULL --",
            "$$ || pg_sleep(9) || $$",
            "%",
            "_%",
            "\\",
            "?",
            ":id",
            "{\"$ne\": null}",
            "{\"$gt\": \"\"}",
            "{\"$where\": \"sleep(9000)\"}",
            "$where",
            "$ne",
            "this.price > 0 || true",
            "'; return true; var a='",
            "^.*",
            "(a+)+$",
            "VIEW' ALLOW FILTERING; --",
            "VIEW'; TRUNCATE activity_by_user; --",
            "x') USING TTL 1; --",
            "1 OR token(user_id) > 0",
            "'}) DETACH DELETE n //",
            "x' OR 1=1 WITH 1 AS a MATCH (n) DETACH DELETE n //",
            "`}) RETURN 1 //",
            "$userId",
            "*",
            "login:address:*",
            "session:*",
            "\r\nFLUSHALL\r\n",
            "*1\r\n$8\r\nFLUSHALL\r\n",
            "'; redis.call('FLUSHALL') --",
            "\"); return redis.call('FLUSHALL') --",
            "${jndi:ldap://127.0.0.1/x}",
            "#{7*7}",
            "${7*7}",
            "{{7*7}}",
            "%n%n%s",
            "../../../../etc/passwd",
            "..\\..\\win.ini",
            "file:///etc/passwd",
            "http://127.0.0.1:1/",
            "| id",
            "`id`",
            "<script>alert(1)</script>",
            "javascript:alert(1)",
            "=1+1",
            "a\tb\nc",
            "\u202etxt.exe",
            "\u0130\u0131\u017f\u212a",
            "e\u0301\u200d\ufeff",
            "\ud83d\ude00",
            "\uff11\u0661",
            "null",
            "undefined",
            "true",
            "NaN",
            "__proto__",
            "constructor.prototype",
            "@type",
            "class.module.classLoader");

    private static final List<String> BROKEN = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\u0001",
            "\u001b[31m",
            "\u007f",
            "\u0085",
            "\u2028",
            "\ud800",
            "\udc00\ud800",
            "\uffff",
            "\ufdd0");

    private HostileText() {}

    public static String pick(Random random) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> BROKEN.get(random.nextInt(BROKEN.size()));
            case 2 -> "x".repeat(1 << random.nextInt(13));
            case 3 -> INJECTIONS.get(random.nextInt(INJECTIONS.size())) + BROKEN.get(random.nextInt(BROKEN.size()));
            default -> INJECTIONS.get(random.nextInt(INJECTIONS.size()));
        };
    }
}
